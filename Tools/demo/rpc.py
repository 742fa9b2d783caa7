"""One JSON-RPC call to the local chain; prints the result.

    rpc.py URL METHOD [JSON PARAMETER ...]
"""

import json
import sys
import urllib.request


def call(url, method, *params):
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
    request = urllib.request.Request(
        url, body.encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        answer = json.load(response)
    if "error" in answer:
        raise SystemExit(f"{method}: {answer['error']['message']}")
    return answer["result"]


def main() -> None:
    url, method, *params = sys.argv[1:]
    print(json.dumps(call(url, method, *map(json.loads, params))))


if __name__ == "__main__":
    main()
