"""Council papers from OParl servers (1.0 and 1.1): read leniently, handed on strictly.

`addresses` (what may be fetched) → `client` (fetches it politely) → `reading` (lenient JSON and fields) → `objects`
(strict values) → `motions` (a document of the knowledge base). Nothing here touches the store.
"""
