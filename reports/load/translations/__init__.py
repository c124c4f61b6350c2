"""What reports and charts say in their other languages: from one file of each, with the structure of the first."""
