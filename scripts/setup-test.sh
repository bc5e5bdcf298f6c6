#!/bin/sh
# Installs the Debian packages that `npm test` needs beside Node: the real m4 and sendmail, and a browser. Run it as root.
set -eu
cd "$(dirname "$0")/.."
exec node scripts/packages.mjs
