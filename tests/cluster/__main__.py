"""`python -m tests.cluster`: three OpenSearch nodes for a developer, until Ctrl+C; what was indexed stays for the next time."""

import signal
import sys

from tests.cluster.cluster import start_cluster
from tests.cluster.java import BUILD, ClusterUnavailable


def main() -> None:
    try:
        with start_cluster(BUILD / "nodes") as cluster:
            hosts = ",".join(url.removeprefix("http://") for url in cluster.urls)
            print("Drei OpenSearch-Knoten laufen, bis Sie Strg+C drücken. Den Wissensspeicher damit starten:\n")
            print(f"  KB_INDEX=opensearch+http://{hosts}/wissen make serve\n", flush=True)
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
    except KeyboardInterrupt:
        pass
    except ClusterUnavailable as error:
        sys.exit(f"Der Cluster startet hier nicht: {error}")


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    main()
