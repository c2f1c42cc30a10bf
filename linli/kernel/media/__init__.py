"""Photos and papers: checked by content, the original locked away, a clean copy to look at.

An app calls `keep_upload` inside its own operation, or, where the picture should be worked on
before the database is locked, `preparing` around it and `attach_upload` inside. It registers in
`viewing` who may look at what hangs on its objects; nobody else may.
"""
