"""How shapes look beside their words: read so that every program's save reads alike, told, kept and remembered."""
