#!/usr/bin/env bash
# Builds stand-ins for the base images that the Dockerfile and the compose file name, on a Debian machine that reaches
# package registries but no image registry. They carry the real tags on purpose, so that both files run untouched, and the
# label recallwire.stand-in, so that nobody takes them for the real thing. Nothing that a user installs uses them.
#
#   build.sh IMAGE...      node, kafka, mongo, as root with mmdebstrap, for kafka and mongo a JDK and Maven as well; DOCKER
#                          names the client's binary
#
# Kafka is Kafka, from Maven's packages, with its settings from the environment as the real image takes them. MongoDB is
# mongo-java-server behind the names mongod and mongosh: it speaks the protocol, has no replica set, and ignores options.
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
      kafka) build_java && build_kafka ;;
      mongo) build_java && build_mongo ;;
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
  build node node:24-bookworm-slim
}

# Java as the machine has it.
build_java() {
  has recallwire-stand-in/java:17 && return
  build_debian
  local home
  home=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
  mkdir -p "$work/java/opt/java"
  (cd "$home" && tar --create --dereference --ignore-failed-read --exclude=lib/src.zip --exclude='*.debuginfo' bin/java lib conf release 2>/dev/null) |
    tar --extract --directory "$work/java/opt/java"
  printf 'FROM recallwire-stand-in/debian:bookworm\nCOPY . /\nENV PATH=/opt/java/bin:$PATH\n' >"$work/java/Dockerfile"
  build java recallwire-stand-in/java:17
}

build_kafka() {
  has apache/kafka:4.4.0 && return
  copy_jars kafka "$work/kafka/opt/kafka/libs"
  mkdir -p "$work/kafka/etc/kafka/docker"
  install "$here/run-kafka.sh" "$work/kafka/etc/kafka/docker/run"
  cat >"$work/kafka/Dockerfile" <<'DOCKERFILE'
FROM recallwire-stand-in/java:17
COPY . /
RUN groupadd --gid 1000 appuser && useradd --uid 1000 --gid appuser appuser \
 && mkdir -p /var/lib/kafka/data && chown appuser:appuser /var/lib/kafka/data
VOLUME /var/lib/kafka/data
USER appuser
CMD ["/etc/kafka/docker/run"]
DOCKERFILE
  build kafka apache/kafka:4.4.0
}

build_mongo() {
  has mongo:8 && return
  copy_jars mongodb "$work/mongo/opt/mongo"
  mkdir -p "$work/mongo/usr/local/bin"
  install "$here/mongod.sh" "$work/mongo/usr/local/bin/mongod"
  install "$here/mongosh.sh" "$work/mongo/usr/local/bin/mongosh"
  cat >"$work/mongo/Dockerfile" <<'DOCKERFILE'
FROM recallwire-stand-in/java:17
COPY . /
RUN groupadd --gid 999 mongodb && useradd --uid 999 --gid mongodb mongodb \
 && mkdir -p /data/db /data/configdb && chown mongodb:mongodb /data/db /data/configdb
VOLUME /data/db /data/configdb
USER mongodb
CMD ["mongod"]
DOCKERFILE
  build mongo mongo:8
}

# Jars and compiled launchers of an engine, flat and in classes/.
copy_jars() {
  local classpath
  classpath=$("$root/node_modules/node/bin/node" "$here/print-classpath.ts" "$1")
  mkdir -p "$2"
  cp "${classpath%%'/*:'*}"/*.jar "$2/"
  cp -r "${classpath##*:}" "$2/classes"
}

build() {
  printf 'LABEL recallwire.stand-in=true\n' >>"$work/$1/Dockerfile"
  "$docker" build --quiet --pull=false --tag "$2" "$work/$1" >/dev/null
}

has() {
  "$docker" image inspect "$1" >/dev/null 2>&1
}

main "$@"
