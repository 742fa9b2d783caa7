"""The program itself: ready line, HTTP, concurrent clients, stopping."""

import http.client
import json
import signal
import subprocess
import sys
import threading
import unittest

import support
from support import PAYER, SOL


class Process:
    """A running localnet; `call` keeps one connection alive per thread that makes a client."""

    def __init__(self, *flags: str):
        self.child = subprocess.Popen([sys.executable, str(support.TOOL), "--port", "0", *flags],
                                      stdout=subprocess.PIPE, text=True)
        self.ready = json.loads(self.child.stdout.readline())

    def client(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.ready["port"], timeout=10)

    def stop(self, number: int) -> int:
        self.child.send_signal(number)
        code = self.child.wait(timeout=5)
        self.child.stdout.close()
        return code


def call(client: http.client.HTTPConnection, method: str, *params):
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
    client.request("POST", "/", body, {"Content-Type": "application/json"})
    return json.loads(client.getresponse().read())["result"]


class Serving(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.process = Process("--slot-ms", "0", "--genesis", "mainnet", "--finality-slots", "1")

    @classmethod
    def tearDownClass(cls):
        cls.process.stop(signal.SIGTERM)

    def test_ready_line(self):
        ready = self.process.ready
        self.assertEqual(ready, {"url": f"http://127.0.0.1:{ready['port']}", "port": ready["port"],
                                 "genesis": "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d",
                                 "pid": self.process.child.pid})

    def test_keep_alive(self):
        client = self.process.client()
        self.assertEqual(call(client, "getGenesisHash"), self.process.ready["genesis"])
        socket = client.sock
        self.assertEqual(call(client, "getHealth"), "ok")
        self.assertIs(client.sock, socket)
        client.close()

    def test_other_http_requests(self):
        cases = (("GET", "/health", None, {}, 200), ("GET", "/", None, {}, 405),
                 ("POST", "/", "{}", {"Content-Type": "text/plain"}, 415),
                 ("POST", "/", "{}", {"Content-Type": "application/json"}, 200))
        for verb, path, body, headers, status in cases:
            client = self.process.client()
            client.request(verb, path, body, headers)
            answer = client.getresponse()
            answer.read()
            self.assertEqual(answer.status, status)
            client.close()

    def test_concurrent_clients(self):
        """Two clients pay from one account at once; every lamport is accounted for."""
        control = self.process.client()
        call(control, "localnet_setAccount", str(PAYER.pubkey()), {"lamports": 10 * SOL})
        recipients, each = (support.key(0x51), support.key(0x52)), 25

        def pay(recipient):
            client = self.process.client()
            for number in range(each):
                blockhash = call(client, "getLatestBlockhash", {"commitment": "processed"})["value"]["blockhash"]
                message = support.Message.new_with_blockhash(
                    [support.pay(SOL // 100 + number, recipient.pubkey())], PAYER.pubkey(),
                    support.Hash.from_string(blockhash))
                transaction = support.VersionedTransaction(message, [PAYER])
                call(client, "sendTransaction", support.encode(transaction),
                     {"encoding": "base64", "preflightCommitment": "processed"})
            client.close()
        threads = [threading.Thread(target=pay, args=(recipient,)) for recipient in recipients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        call(control, "localnet_advance", 1)
        received = each * SOL // 100 + sum(range(each))
        for recipient in recipients:
            self.assertEqual(call(control, "getBalance", str(recipient.pubkey()))["value"], received)
        self.assertEqual(call(control, "getBalance", str(PAYER.pubkey()))["value"],
                         10 * SOL - 2 * received - 2 * each * 5000)
        history = call(control, "getSignaturesForAddress", str(PAYER.pubkey()))
        self.assertEqual(len({entry["signature"] for entry in history}), 2 * each)
        control.close()


class Stopping(unittest.TestCase):
    def test_signals(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            process = Process()
            client = process.client()
            call(client, "getHealth")  # an open connection does not delay the end
            self.assertEqual(process.stop(number), 0)
            client.close()

    def test_exit_with_parent(self):
        """A shell starts it and leaves; the pipe of its standard output closes when it ends."""
        command = f'"{sys.executable}" "{support.TOOL}" --port 0 --exit-with-parent & read line; exit 0'
        shell = subprocess.Popen(["/bin/sh", "-c", command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 text=True)
        self.assertIn("url", json.loads(shell.stdout.readline()))
        shell.stdin.write("go\n")
        shell.stdin.close()
        self.assertEqual(shell.wait(timeout=5), 0)
        self.assertEqual(shell.stdout.read(), "")
        shell.stdout.close()

    def test_slots_follow_the_clock(self):
        process = Process("--slot-ms", "1")
        client = process.client()
        first = call(client, "getSlot", {"commitment": "processed"})
        while call(client, "getSlot", {"commitment": "processed"}) < first + 5:
            pass
        client.close()
        process.stop(signal.SIGTERM)


if __name__ == "__main__":
    unittest.main()
