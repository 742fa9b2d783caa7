"""HTTP/1.1 with keep-alive in front of the dispatcher."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from rpc import Dispatcher

MAX_BODY_BYTES = 16 * 1024 * 1024  # programs come in through localnet_setAccount


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "localnet"
    wbufsize = -1  # head and body leave in one segment
    disable_nagle_algorithm = True

    def do_POST(self):
        if not self.headers.get("Content-Type", "").startswith("application/json"):
            return self.refuse(415, "Supplied content type is not allowed. "
                                    "Content-Type: application/json is required\n")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            return self.refuse(411, "Content-Length is required\n")
        if int(length) > MAX_BODY_BYTES:
            return self.refuse(413, "Request body is too large\n")
        body = self.rfile.read(int(length))
        answer = self.server.dispatcher.answer(body)
        if self.server.verbose:
            print(f"{body[:500]!r} -> {answer[:500]!r}", file=sys.stderr, flush=True)
        self.send(200, "application/json; charset=utf-8", answer)

    def do_GET(self):
        if self.path == "/health":
            return self.send(200, "text/plain", b"ok")
        self.refuse(405, "Used HTTP Method is not allowed. POST or OPTIONS is required\n")

    def handle_expect_100(self) -> bool:
        """Buffered output would keep the permission to send a large body from the client."""
        proceed = super().handle_expect_100()
        self.wfile.flush()
        return proceed

    def refuse(self, status: int, text: str) -> None:
        """The body of the request may be unread: the connection cannot be used again."""
        self.close_connection = True
        self.send(status, "text/plain", text.encode())

    def send(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *arguments):
        """Standard output holds the ready line only, and requests are logged by do_POST."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, dispatcher: Dispatcher, verbose: bool = False):
        super().__init__(("127.0.0.1", port), Handler)
        self.dispatcher, self.verbose = dispatcher, verbose

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """A client that hangs up is not worth a traceback."""
        if self.verbose:
            super().handle_error(request, client_address)
