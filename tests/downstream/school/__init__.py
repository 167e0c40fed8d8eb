"""A toy school system that imports ap_core: it keeps pupils in SQLite and asks what is due. It holds no rule."""
