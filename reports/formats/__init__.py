"""Writers: a document in, the bytes of one format out."""
