"""What people changed in the finished files, to read and to carry back into templates and facts."""
