package app;

import dev.yufu.AppInfo;
import dev.yufu.Cell;
import dev.yufu.CellKind;
import dev.yufu.Device;
import dev.yufu.Enrolment;
import dev.yufu.Environment;
import dev.yufu.HostFacts;
import dev.yufu.HttpHeader;
import dev.yufu.HttpRequest;
import dev.yufu.Keypad;
import dev.yufu.KeypadStyle;
import dev.yufu.Layout;
import dev.yufu.Login;
import dev.yufu.NewDevice;
import dev.yufu.Offer;
import dev.yufu.Order;
import dev.yufu.Pending;
import dev.yufu.Press;
import dev.yufu.SealedReport;
import dev.yufu.SecureInput;
import dev.yufu.Server;
import dev.yufu.Session;
import dev.yufu.SessionLimits;
import dev.yufu.Trust;
import dev.yufu.Yufu;
import dev.yufu.YufuException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small app on the SDK: self-test, an error that the library throws, and with a bank's address and root
 * key an enrolment and a login by a sealed password. Ends with a line that starts with "done".
 */
public final class Caller {
    private static String authority;

    public static void main(String[] arguments) throws Exception {
        int algorithms = Yufu.selfTest().size();
        if (algorithms < 3) throw new IllegalStateException("no self-test");
        int code = 0;
        try {
            Yufu.parseAmount("1.2.3", 2);
        } catch (YufuException error) {
            code = error.getCode();
        }
        if (code < 5701 || code > 5712) throw new IllegalStateException("no refusal: " + code);
        if (arguments.length == 2) logIn(arguments[0], root(arguments[1]));
        System.out.println("done: " + algorithms + " algorithms");
    }

    private static void logIn(String bank, byte[] root) throws Exception {
        authority = bank;
        String letter = text(send(request("POST", "/v1/sandbox/customers", "{}")).body);
        Server server = new Server(authority, new Trust(root, 0));
        Answer keys = send(server.keysRequest());
        server.loadKeys(keys.status, keys.headers, keys.body, System.currentTimeMillis() / 1000);
        NewDevice fresh = new NewDevice();
        Offer offer = exchange(server.challenge());
        Enrolment enrolment = fresh.enrolment(offer, member(letter, "activation_code"));
        Device device = fresh.enrolled(exchange(enrolment.sign(fresh, server)));
        Login login = exchange(server.beginLogin(device));
        SealedReport report = login.sealReport(
            new Environment().collect(new HostFacts(), login.challenge(), null, 200),
            new AppInfo("dev.yufu.shrunk", "0.1.0"));
        SecureInput input = login.openInput(new Keypad(Layout.QWERTY, Order.SHUFFLED, KeypadStyle.STANDARD));
        for (byte wanted : member(letter, "login_password")) type(input, String.valueOf((char) wanted));
        Session session = exchange(login.submit(input.seal(), report, new SessionLimits(null, 0)));
        System.out.println("logged in: " + session.state());
    }

    private static void type(SecureInput input, String wanted) throws YufuException {
        for (CellKind turn : new CellKind[] {null, CellKind.SHIFT, CellKind.SYMBOLS, CellKind.LETTERS}) {
            List<Cell> cells = input.cells();
            for (int index = 0; turn != null && index < cells.size(); index++) {
                if (cells.get(index).getKind() == turn) {
                    input.press(index);
                    break;
                }
            }
            int count = input.cells().size();
            for (int index = 0; index < count; index++) {
                if (wanted.equals(input.label(index))) {
                    if (input.press(index) != Press.TYPED) throw new IllegalStateException("not typed");
                    return;
                }
            }
        }
        throw new IllegalStateException("no key for a character");
    }

    private static <T> T exchange(Pending<? extends T> pending) throws Exception {
        Answer answer = send(pending.request());
        return pending.receive(answer.status, answer.headers, answer.body);
    }

    private static final class Answer {
        int status;
        List<HttpHeader> headers = new ArrayList<>();
        byte[] body = new byte[0];
    }

    private static HttpRequest request(String method, String target, String body) {
        List<HttpHeader> json = new ArrayList<>();
        json.add(new HttpHeader("content-type", "application/json"));
        return new HttpRequest(method, authority, target, json, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer send(HttpRequest request) throws IOException {
        URL url = new URL("http://" + authority + request.getTarget());
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod(request.getMethod());
        for (HttpHeader header : request.getHeaders()) {
            connection.addRequestProperty(header.getName(), header.getValue());
        }
        if (!request.getMethod().equals("GET")) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(request.getBody());
        }
        Answer answer = new Answer();
        answer.status = connection.getResponseCode();
        InputStream in = answer.status < 400 ? connection.getInputStream() : connection.getErrorStream();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int next; in != null && (next = in.read()) >= 0; ) all.write(next);
        answer.body = all.toByteArray();
        for (Map.Entry<String, List<String>> field : connection.getHeaderFields().entrySet()) {
            for (String value : field.getValue()) {
                if (field.getKey() != null) answer.headers.add(new HttpHeader(field.getKey(), value));
            }
        }
        return answer;
    }

    private static byte[] root(String file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String line : Files.readAllLines(Paths.get(file))) {
            if (!line.startsWith("-")) lines.append(line);
        }
        return Base64.getDecoder().decode(lines.toString());
    }

    private static byte[] member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) throw new IllegalStateException("no " + name);
        return found.group(1).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Caller() {}
}
