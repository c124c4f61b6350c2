"""What the program keeps beside the facts as JSON: approvals, sign-offs, releases, and ids that were changed."""
