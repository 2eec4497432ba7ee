"""The network: one address in, one body out, with good manners.

::

    client      Fetcher: turns, redirects, conditions, caps, errors put together
    ├── exchange     what is asked and answered          ├── limits       the numbers
    ├── redirects    where a hop leads (pure)            ├── validators   kept and sent as a pair (pure)
    ├── freshness    Cache-Control, Retry-After (pure)   ├── encodings    gzip and deflate in bounded steps (pure)
    ├── pacing       turns at hosts                      └── problems     exceptions and their sentences
    └── proxies      which transport a request takes
        ├── http2        httpx's own transport for https, where the person asked for it
        └── transport    our lean HTTP/1.1 under httpx
            ├── http1        heads and chunks (pure)
            └── wire         connections, dialling ── addresses   what is public (pure)
    policy      between fetches: when again, when never, when an address moved (pure)
"""
