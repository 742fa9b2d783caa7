"""A gateway that credits 5 USDC to one code for whatever transaction an endpoint knows.

It asks an endpoint at a free port, which it prints beside its own, and ends with its standard input.
"""

import json
import socket
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CODE = "A1B2C3D4E5F6A7B8"
AMOUNT = 5_000_000
seen = set()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


ENDPOINT = free_port()


def knows(signature):
    body = {"jsonrpc": "2.0", "id": "q", "method": "getTransaction",
            "params": [signature, {"encoding": "base64", "maxSupportedTransactionVersion": 1}]}
    request = urllib.request.Request(f"http://127.0.0.1:{ENDPOINT}/1", json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)["result"] is not None


class Gateway(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(self.verdict(body.get("tx_signature")))

    def verdict(self, signature):
        if signature is None or not knows(signature):
            return {"verdict": "PENDING", "reason": "not_found"}
        word = "DUPLICATE" if signature in seen else "ACCEPT"
        seen.add(signature)
        return {"verdict": word, "reason": None, "credits": [{"code": CODE, "amount": AMOUNT}]}

    def answer(self, value):
        data = json.dumps(value).encode()
        self.send_response(200 if value["verdict"] != "PENDING" else 202)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"port": server.server_port, "endpoint": ENDPOINT}), flush=True)
sys.stdin.read()
