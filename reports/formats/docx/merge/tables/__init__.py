"""Tables in the file of a person who worked on it: what was done to them, and the frames that rows and columns keep."""
