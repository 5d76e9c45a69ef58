#!/usr/bin/env bash
# Builds stand-ins for the base images that the Dockerfile and the compose file name, on a Debian machine that reaches
# package registries but no image registry. They carry the real tags on purpose, so that both files run untouched, and the
# label recallwire.stand-in, so that nobody takes them for the real thing. Nothing that a user installs uses them.
#
#   build.sh IMAGE...      node, kafka, mongo, as root with mmdebstrap; DOCKER names the client's binary
set -euo pipefail
docker=${DOCKER:-docker}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

main() {
  for image in "$@"; do
    case "$image" in
      node) build_debian && build_node ;;
      *) echo "there is no stand-in for $image" >&2; exit 2 ;;
    esac
  done
}

build_debian() {
  has recallwire-stand-in/debian:bookworm && return
  # What the machine trusts, the image trusts: behind a proxy with a certificate of its own nothing could be installed.
  mmdebstrap --quiet --variant=essential --include=ca-certificates,adduser,libstdc++6 \
    --customize-hook='copy-in /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs' \
    --customize-hook='rm -rf "$1"/usr/share/doc "$1"/usr/share/man "$1"/usr/share/locale' \
    bookworm - |
    "$docker" import --change 'LABEL recallwire.stand-in=true' --change 'CMD ["bash"]' - recallwire-stand-in/debian:bookworm >/dev/null
}

# Node from the package that the project installs, npm from the machine, and the user that the real image has.
build_node() {
  has node:24-bookworm-slim && return
  mkdir -p "$work/node/bin" "$work/node/lib/node_modules"
  cp "$root/node_modules/node/bin/node" "$work/node/bin/"
  cp -r "$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")" "$work/node/lib/node_modules/npm"
  cat >"$work/node/Dockerfile" <<'DOCKERFILE'
FROM recallwire-stand-in/debian:bookworm
COPY . /usr/local/
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
 && groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
CMD ["node"]
DOCKERFILE
  "$docker" build --quiet --pull=false --tag node:24-bookworm-slim "$work/node" >/dev/null
}

has() {
  "$docker" image inspect "$1" >/dev/null 2>&1
}

main "$@"
