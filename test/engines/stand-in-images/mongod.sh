#!/usr/bin/env bash
# mongo-java-server in the place of mongod.
set -euo pipefail
echo "a stand-in for mongod, without a replica set; ignored: $*" >&2
exec java -XX:+UseSerialGC -Xmx512m -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '/opt/mongo/*:/opt/mongo/classes' \
  MongoStandIn 0.0.0.0 27017 /data/db/stand-in.db
