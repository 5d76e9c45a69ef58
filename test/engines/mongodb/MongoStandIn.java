import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.List;
import org.h2.mvstore.MVStore;

/**
 * mongo-java-server on one file: MongoStandIn HOST PORT FILE. It answers as version 6.0, because the driver wants a wire
 * version that the built-in ones do not reach, and it commits every 20 ms and at its end, because otherwise up to a second
 * of acknowledged writes is lost with the process.
 */
public final class MongoStandIn {
  private static final int COMMIT_EVERY_MS = 20;

  private record Version(List<Integer> getVersionArray, int getWireVersion) implements MongoVersion {}

  public static void main(String[] arguments) {
    MVStore store = new MVStore.Builder().fileName(arguments[2]).open();
    store.setAutoCommitDelay(COMMIT_EVERY_MS);
    H2Backend backend = new H2Backend(store);
    backend.version(new Version(List.of(6, 0, 0), 17));
    MongoServer server = new MongoServer(backend);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      server.shutdownNow();
      store.close();
    }));
    server.bind(arguments[0], Integer.parseInt(arguments[1]));
  }
}
