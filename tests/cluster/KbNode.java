import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One OpenSearch node in a JVM of its own: {@code KbNode <folder> <setting>=<value> …}.
 *
 * <p>It lives until its standard input ends, so no node outlives the process that started it, however that ended.
 */
public final class KbNode {
    public static void main(String[] arguments) throws Exception {
        try (OpenSearchRunner runner = new OpenSearchRunner()) {
            runner.onBuild((number, settings) -> {
                for (int i = 1; i < arguments.length; i++) {
                    String[] setting = arguments[i].split("=", 2);
                    settings.put(setting[0], setting[1]);
                }
            });
            runner.build("-basePath", arguments[0], "-numOfNode", "1");
            while (System.in.read() >= 0) {
                // whatever arrives means: stay
            }
        }
        System.exit(0);
    }
}
