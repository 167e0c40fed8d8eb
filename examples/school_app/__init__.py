"""The smallest honest school application that calls the library: it keeps a roll, and holds no rule of its own."""
