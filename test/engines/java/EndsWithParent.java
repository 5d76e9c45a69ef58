import java.util.Arrays;

/**
 * Runs the main method of the class named first, with the other arguments, and ends the process when standard input
 * ends: whoever started the engine and dies, however it dies, takes the engine along.
 */
public final class EndsWithParent {
  public static void main(String[] arguments) throws Exception {
    Thread watch = new Thread(EndsWithParent::endWithInput, "ends-with-parent");
    watch.setDaemon(true);
    watch.start();
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (java.io.IOException ended) {
      // An input that cannot be read any more has ended.
    }
    System.exit(0);
  }
}
