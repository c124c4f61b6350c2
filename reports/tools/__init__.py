"""What people do around a build: curate, review, release, distribute, watch. A tool imports no other tool."""
