"""The glossaries and the pipeline over HTTP: an entity reconciliation service and four JSON endpoints.

client ─► normalize.web (slow clients, host, origin, token, size) ─► app (routes)
       ─► worker process (reads the request, answers it) ─► client

The process that listens parses nothing and works on nothing, so that no request can hold up another one; a worker that
takes too long is ended, and replaced.
"""
