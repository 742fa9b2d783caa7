"""JSON-RPC 2.0: from the bytes of a request to the bytes of an answer."""

import inspect
import json
import sys
import traceback
from threading import Lock

from chain import Chain
from errors import (INTERNAL_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, PARSE_ERROR, RpcError,
                    invalid_params)


class Dispatcher:
    """Finds the method for a request and calls it with the chain locked and up to date."""

    def __init__(self, chain: Chain, methods: dict):
        self.chain, self.methods = chain, methods
        self.lock = Lock()

    def answer(self, body: bytes) -> bytes:
        """The answer to a single request or a batch; empty if only notifications came."""
        try:
            request = json.loads(body)
        except ValueError:
            return encode(failure(None, RpcError(PARSE_ERROR, "Parse error")))
        if not isinstance(request, list):
            return encode(self.answer_one(request))
        if not request:
            return encode(failure(None, RpcError(INVALID_REQUEST, "Invalid request")))
        answers = [answer for each in request if (answer := self.answer_one(each)) is not None]
        return encode(answers or None)

    def answer_one(self, request) -> dict | None:
        if not is_request(request):
            return failure(None, RpcError(INVALID_REQUEST, "Invalid request"))
        identifier = request.get("id")
        try:
            result = self.call(request["method"], request.get("params"))
            answer = {"jsonrpc": "2.0", "result": result, "id": identifier}
        except RpcError as error:
            answer = failure(identifier, error)
        return answer if "id" in request else None

    def call(self, name: str, params):
        method = self.methods.get(name)
        if method is None:
            raise RpcError(METHOD_NOT_FOUND, "Method not found")
        arguments = check_arguments(method, params)
        try:
            with self.lock:
                self.chain.catch_up()
                return method(*arguments)
        except RpcError:
            raise
        except BaseException as error:  # a panic inside LiteSVM is no Exception
            if isinstance(error, (SystemExit, KeyboardInterrupt)):
                raise
            traceback.print_exc(file=sys.stderr)
            raise RpcError(INTERNAL_ERROR, "Internal error") from error


def is_request(request) -> bool:
    return (isinstance(request, dict) and request.get("jsonrpc") == "2.0"
            and isinstance(request.get("method"), str)
            and isinstance(request.get("id"), str | int | float | None))


def check_arguments(method, params) -> list:
    arguments = [] if params is None else params
    if not isinstance(arguments, list):
        raise invalid_params("Invalid params: invalid type: map, expected a sequence.")
    parameters = inspect.signature(method).parameters.values()
    needed = sum(each.default is inspect.Parameter.empty for each in parameters)
    if len(arguments) < needed:
        raise invalid_params(f"`params` should have at least {needed} argument(s)")
    if len(arguments) > len(parameters):
        raise invalid_params(f"Invalid parameters: expected at most {len(parameters)} argument(s).")
    return arguments


def failure(identifier, error: RpcError) -> dict:
    return {"jsonrpc": "2.0", "error": error.to_json(), "id": identifier}


def encode(answer) -> bytes:
    if answer is None:
        return b""
    return json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode()
