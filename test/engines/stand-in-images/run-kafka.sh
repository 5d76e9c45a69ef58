#!/usr/bin/env bash
# Starts Kafka as the real image does: KAFKA_A_B becomes the property a.b (two underscores stand for one, three for a dash),
# and storage is formatted once, for CLUSTER_ID.
set -euo pipefail
properties=/tmp/server.properties

while IFS='=' read -r name value; do
  case "$name" in
    KAFKA_HEAP_OPTS | KAFKA_OPTS | KAFKA_LOG4J* | KAFKA_JVM*) ;;
    KAFKA_*)
      key=${name#KAFKA_}
      key=${key,,}
      key=${key//___/-}
      key=${key//__/%}
      key=${key//_/.}
      echo "${key//%/_}=$value"
      ;;
  esac
done < <(env) >"$properties"

java -cp '/opt/kafka/libs/*' kafka.tools.StorageTool format --ignore-formatted -t "$CLUSTER_ID" -c "$properties"
# shellcheck disable=SC2086 — options are several words.
exec java -XX:+UseSerialGC ${KAFKA_HEAP_OPTS:--Xmx384m} -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '/opt/kafka/libs/*' kafka.Kafka "$properties"
