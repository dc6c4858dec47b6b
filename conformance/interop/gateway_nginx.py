"""nginx in front of gateways: gateway_nginx.py FOLDER URLS

URLS is JSON, gateways by name. Prints the same with nginx's URLs once it answers, and becomes nginx.
"""

import json
import os
import pathlib
import socket
import sys
import time

FOLDER = pathlib.Path(sys.argv[1])
URLS = json.loads(sys.argv[2])

SERVER = """
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass {upstream};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection upgrade;
      proxy_redirect off;
    }}
  }}"""

CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{servers}
}}
"""


def answers(port):
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


reserved = [socket.create_server(("127.0.0.1", 0)) for _ in URLS]
ports = [bound.getsockname()[1] for bound in reserved]
servers = [
    SERVER.format(port=port, upstream=url.replace("ws:", "http:", 1)) for port, url in zip(ports, URLS.values())
]
configuration = FOLDER / "nginx.conf"
configuration.write_text(CONFIGURATION.format(folder=FOLDER, servers="".join(servers)))
for bound in reserved:
    bound.close()
if os.fork() == 0:
    end = time.monotonic() + 60
    while not all(map(answers, ports)) and time.monotonic() < end:
        time.sleep(0.05)
    print(json.dumps({name: f"ws://127.0.0.1:{port}" for name, port in zip(URLS, ports)}), flush=True)
    os._exit(0)
os.execvp("nginx", ["nginx", "-c", str(configuration), "-p", str(FOLDER)])
