package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.site.SiteCheck.Severity.ERROR;
import static com.alipay.diagnosis.site.SiteCheck.Severity.INFORMATION;
import static com.alipay.diagnosis.site.SiteCheck.Severity.WARNING;
import static com.alipay.protocol.ResponsibleParty.SERVER;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.protocol.ResponsibleParty;
import java.util.function.Function;

/**
 * The checks that the tutorials recommend when orders are not updated, in their order: the pages (A to G), then the server (A to
 * E). The texts of a check are shown when it fails.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public enum SiteCheck implements DiagnosticCode {
    CONFIGURATION(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "配置文件",
            "双功能 2.1, 4.2 A / 担保 3.2, 5.2 A",
            "配置文件没有找到，或有的项没有填对，请照提示改正，然后重新启动",
            "the configuration was not found, or a setting is not right: mend it as told and restart",
            it -> it.settings().others()),
    PARTNER_AND_KEY(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "合作者身份ID 和安全校验码的格式",
            "双功能 4.2 A / 担保 5.2 A",
            "合作者身份ID 或安全校验码没有填对，请照提示改正配置文件",
            "partner or key is not right: mend the configuration as told",
            it -> it.settings().account()),
    NOTIFY_URL_REACHABLE(
            ERROR,
            SERVER,
            "访问 notify_url",
            "双功能 4.2 B / 担保 5.2 B",
            "访问不到 notify_url，请检查域名、端口、防火墙和代理",
            "notify_url cannot be reached: check name, port, firewall and proxy",
            SiteSnapshot::notifyReachable),
    NOTIFY_URL_PUBLIC(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "notify_url 的地址",
            "双功能 4.2 B / 担保 5.2 B",
            "notify_url 是本机或内网地址，支付宝的服务器访问不到，请改成互联网上的地址",
            "notify_url is an address of this machine or network, where Alipay cannot get: use one of the internet",
            SiteSnapshot::notifyPublic),
    NOTIFY_URL_STATUS(
            ERROR,
            SERVER,
            "notify_url 的 HTTP 状态",
            "双功能 4.2 B / 担保 5.2 B",
            "notify_url 没有回答 HTTP 200，请检查地址、登录过滤器和页面是否出错",
            "notify_url does not answer HTTP 200: check the address, login filters and errors of the page",
            SiteSnapshot::notifyStatus),
    RETURN_URL_PUBLIC(
            WARNING,
            ResponsibleParty.CONFIGURATION,
            "return_url 的地址",
            "双功能 4.2 B / 担保 5.2 B",
            "return_url 是本机或内网地址，只有这里的浏览器能打开，上线前请改成互联网上的地址",
            "return_url is an address of this machine or network, which only browsers here can open: change it before going live",
            SiteSnapshot::returnPublic),
    RETURN_URL_FRIENDLY(
            ERROR,
            SERVER,
            "return_url 的页面",
            "双功能 4.2 B / 担保 5.2 B",
            "return_url 打开是空白或出错的页面，请检查地址，并看日志里的原因",
            "return_url shows a blank or an error page: check the address, and see the log for the reason",
            it -> it.returnPage(PageChecks::friendly)),
    ADDRESSES(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "各个地址的写法",
            "双功能 4.2 C / 担保 5.2 C",
            "地址没有写对或带了自定义参数，请照提示改正配置文件",
            "an address is malformed or has parameters of its own: mend the configuration as told",
            it -> it.settings().addresses()),
    SETTINGS_ADVICE(
            WARNING,
            ResponsibleParty.CONFIGURATION,
            "配置文件里容易出错的写法",
            "双功能 4.2 A, C / 担保 5.2 A, C",
            "配置文件里有的写法不影响付款，但容易出错，请照提示改正",
            "a setting works, but invites mistakes: mend it as told",
            it -> it.settings().advice()),
    CHARSET(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "网站的编码",
            "双功能 4.2 D / 担保 5.2 D",
            "input_charset 没有写对，请照提示改正配置文件",
            "input_charset is not right: mend the configuration as told",
            it -> it.settings().charset()),
    CHARSET_ROUND_TRIP(
            ERROR,
            SERVER,
            "汉字经过付款页面",
            "双功能 4.2 D / 担保 5.2 D",
            "汉字经过付款页面后变成了乱码，请让编码过滤器对所有地址有效，并让 input_charset 与页面的编码一致",
            "Chinese characters do not survive the payment page: map the encoding filter to every address, and let input_charset be the"
                    + " charset of the pages",
            SiteSnapshot::charsetRoundTrip),
    PAGE_CHARSET(
            WARNING,
            SERVER,
            "页面声明的编码",
            "双功能 4.2 D / 担保 5.2 D",
            "页面声明的编码与 input_charset 不同，买家看到或填写的汉字会变成乱码，请让两者一致",
            "a page declares another charset than input_charset, and Chinese characters that buyers see or type are garbled: let the two be"
                    + " the same",
            SiteSnapshot::pageCharsets),
    CONTAINER_URI_ENCODING(
            INFORMATION,
            SERVER,
            "容器的 URIEncoding",
            "双功能 4.2 D / 担保 5.2 D",
            "容器的 URIEncoding 与网站编码不同，这里的页面自己解码，不受影响，不用改 server.xml；编码过滤器管不到的页面请用" + " com.alipay.protocol.FormData 读参数",
            "the container's URIEncoding differs from the site's charset; the pages here decode by themselves and server.xml may stay as it"
                    + " is; pages that the encoding filter does not cover should read com.alipay.protocol.FormData",
            SiteSnapshot::uriEncoding),
    FILTERS_AHEAD(
            ERROR,
            SERVER,
            "编码过滤器之前的程序",
            "双功能 4.2 D / 担保 5.2 D",
            "有过滤器抢在编码过滤器之前读走了请求的内容，通知会因此验证失败，请把编码过滤器移到最前",
            "a filter reads the body of requests ahead of the encoding filter, so that notifications fail: move the encoding filter to the"
                    + " front",
            SiteSnapshot::filters),
    NOTIFY_URL_POST(
            ERROR,
            SERVER,
            "向 notify_url 提交 POST",
            "双功能 4.2 B, C / 担保 5.2 B, C",
            "notify_url 用浏览器能打开，却不接受 POST，支付宝的通知都是 POST，请让这个地址处理 POST（405 就是只接受 GET）",
            "notify_url can be opened but does not take a POST, and every notification is one: let this address handle POST (405 says that"
                    + " it takes GET alone)",
            SiteSnapshot::notifyPost),
    NOTIFY_URL_FORBIDDEN(
            ERROR,
            SERVER,
            "notify_url 拒绝表单",
            "双功能 4.2 B, C / 担保 5.2 B, C",
            "notify_url 用浏览器能打开，却拒绝别处来的表单，支付宝的通知就是这样的表单，请让防跨站（CSRF）过滤器、登录和防火墙规则跳过这个地址",
            "notify_url can be opened but refuses a form from elsewhere, and every notification is one: let filters against forged forms"
                    + " (CSRF), logins and the firewall's rules pass this address by",
            SiteSnapshot::notifyForbidden),
    NOTIFY_URL_EXACT(
            ERROR,
            SERVER,
            "notify_url 的回答",
            "双功能 3.4, 4.2 F / 担保 4.4, 5.2 F",
            "notify_url 在没有参数时应该只回答 fail 四个字节，现在多了或少了内容，请去掉页面、过滤器和代理加上的东西",
            "notify_url has to answer the four bytes of fail when called without parameters, and nothing else: remove what page, filter or"
                    + " proxy add",
            it -> it.notifyAnswer(PageChecks::exactlyFail)),
    NOTIFY_URL_BOM(
            ERROR,
            SERVER,
            "notify_url 的 BOM",
            "双功能 4.2 F / 担保 5.2 F",
            "notify_url 的回答以 BOM 开头，请把页面和被包含的文件保存为无 BOM 的 UTF-8",
            "the answer of notify_url begins with a byte order mark: save the page, and what it includes, without one",
            it -> it.notifyAnswer(PageChecks::byteOrderMark)),
    NOTIFY_URL_MARKUP(
            ERROR,
            SERVER,
            "notify_url 的 HTML",
            "双功能 4.2 F / 担保 5.2 F",
            "notify_url 的回答里有 HTML，请检查是不是登录页、错误页或页面模板",
            "the answer of notify_url holds HTML: see whether it is a login page, an error page or a template",
            it -> it.notifyAnswer(PageChecks::markup)),
    NOTIFY_URL_COOKIE(
            ERROR,
            SERVER,
            "notify_url 的 cookie",
            "双功能 4.2 G / 担保 5.2 G",
            "notify_url 设置了 cookie，请关闭这个页面的会话，去掉代理的粘滞 cookie",
            "notify_url sets a cookie: open no session on that page, and remove the proxy's",
            it -> it.notifyAnswer(PageChecks::cookie)),
    NOTIFY_URL_REDIRECT(
            ERROR,
            SERVER,
            "notify_url 的跳转",
            "双功能 4.2 G / 担保 5.2 G",
            "notify_url 会跳转，支付宝不跟随跳转，请让登录、语言和 https 的跳转跳过这个地址",
            "notify_url redirects, which Alipay does not follow: let redirects for login, language and https pass it by",
            SiteSnapshot::notifyRedirect),
    PROXY_HOST(
            WARNING,
            SERVER,
            "代理转发的主机名",
            "双功能 4.2 G / 担保 5.2 G",
            "前面的代理把主机名换掉了，容器的跳转会指向错误的地址，请让代理转发原来的主机名（nginx 写 proxy_set_header Host $http_host; ，Apache 写"
                    + " ProxyPreserveHost On ）",
            "the proxy in front replaces the host name, so the container's redirects lead astray: let it pass the name on (nginx:"
                    + " proxy_set_header Host $http_host; Apache: ProxyPreserveHost On)",
            SiteSnapshot::proxyHost),
    LOG_WRITABLE(
            WARNING,
            SERVER,
            "日志文件夹",
            "双功能 3.5, 4.2 A / 担保 4.5, 5.2 A",
            "日志文件夹写不了，请给运行 Tomcat 的用户写权限，或改 log_path",
            "the log folder cannot be written: give the container's user the right, or change log_path",
            SiteSnapshot::logFolder),
    GATEWAY_NAME(
            ERROR,
            SERVER,
            "支付宝的域名",
            "双功能 4.2 B / 担保 5.2 B",
            "支付宝的域名解析不了，请检查服务器的 DNS",
            "the gateway's name cannot be resolved: check the server's DNS",
            it -> it.gateway().came(Stage.NAME)),
    GATEWAY_PORT(
            ERROR,
            SERVER,
            "支付宝的端口",
            "双功能 4.2 C, D / 担保 5.2 C, D",
            "连不上支付宝的端口，请让防火墙放行到 443 和 80 的连接，或设置出口代理",
            "the gateway's port does not open: let the firewall pass connections to 443 and 80, or set the outgoing proxy",
            it -> it.gateway().came(Stage.PORT)),
    GATEWAY_TLS(
            ERROR,
            SERVER,
            "与支付宝的 TLS 握手",
            "双功能 4.2 D / 担保 5.2 D",
            "与支付宝的 TLS 握手失败，请检查服务器的时间、根证书和中间的代理",
            "TLS with the gateway fails: check the server's clock, its root certificates and a proxy in between",
            it -> it.gateway().came(Stage.TLS)),
    GATEWAY_VERIFIES(
            ERROR,
            SERVER,
            "支付宝的验证地址",
            "双功能 4.2 C, D / 担保 5.2 C, D",
            "验证地址没有给出 true、false 或 invalid，请检查 gateway、verify_gateway 和出口代理",
            "the verifier answers neither true, false nor invalid: check gateway, verify_gateway and the outgoing proxy",
            it -> it.gateway().verifies()),
    SOURCE_ADDRESSES(
            INFORMATION,
            SERVER,
            "支付宝的来源地址",
            "双功能 4.2 B / 担保 5.2 B",
            "支付宝公布过的来源地址（2011 年），只供防火墙参考，不能用来判断消息的真假",
            "the source networks Alipay published in 2011, for a firewall's table; they prove nothing about a message",
            it -> SiteSnapshot.sourceAddresses()),
    OWN_PORT(
            ERROR,
            SERVER,
            "notify_url 的端口",
            "双功能 4.2 D / 担保 5.2 D",
            "notify_url 的端口被这台机器上的另一个程序占用，请停掉它，或让本站换一个端口",
            "another program of this machine holds the port of notify_url: stop it, or give this site another port",
            SiteSnapshot::portOwner),
    LAST_NOTIFICATION(
            WARNING,
            SERVER,
            "最近一次通知",
            "双功能 4.2, 4.3 / 担保 5.2, 5.3",
            "还没有收到过通过验证的通知，请做一笔 0.01 元的付款，看通知能不能到达",
            "no notification that could be verified has ever arrived: pay 0.01 yuan once and see whether one does",
            it -> it.ledger().lastNotification()),
    LAST_REFUSAL(
            ERROR,
            SERVER,
            "最近被拒绝的通知",
            "双功能 4.2 A, D / 担保 5.2 A, D",
            "最近一次验证成功以后，有通知被拒绝，原因已经查明",
            "a notification was refused since the last good one, for a proven cause",
            SiteSnapshot::lastRefusal),
    SERVER_MOVED(
            WARNING,
            ResponsibleParty.CONFIGURATION,
            "服务器的地址",
            "双功能 4.2 E / 担保 5.2 E",
            "最近一次通知以后，服务器的地址换过，支付宝可能还记着旧地址，请把 notify_url 的页面改名，并更新配置里的 notify_url",
            "the server's address has changed since the last notification, and Alipay may remember the old one: rename the notify page and"
                    + " update notify_url",
            it -> it.ledger().moved()),
    CLOCK(
            WARNING,
            SERVER,
            "服务器的时间",
            "双功能 4.2 E / 担保 5.2 E",
            "服务器的时间与支付宝相差超过 30 秒，请打开时间同步",
            "the server's clock is more than 30 seconds off: switch time synchronisation on",
            it -> it.gateway().clock()),
    CONTAINER_VERSION(
            WARNING,
            SERVER,
            "容器的版本",
            "",
            "没有在这个容器上测试过，请使用 Tomcat 10.1 或 11",
            "this container was not tested: use Tomcat 10.1 or 11",
            SiteSnapshot::container),
    DATABASE_SUPPORTED(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "订单数据库的种类",
            "",
            "不支持 db.url 写的数据库，请用 PostgreSQL、MySQL、MariaDB 或内置的 H2，例如 db.url=jdbc:mysql://localhost/shop，不写 db.url 就是内置的 H2",
            "the database in db.url is not supported: use PostgreSQL, MySQL, MariaDB or the embedded H2, such as"
                    + " db.url=jdbc:mysql://localhost/shop; without db.url it is the embedded H2",
            SiteSnapshot::databaseSupported),
    DATABASE_REACHABLE(
            ERROR,
            SERVER,
            "连接订单数据库",
            "",
            "订单数据库连不上，请启动数据库，或改好 db.url、db.user、db.password",
            "the order book's database cannot be reached: start it, or mend db.url, db.user, db.password",
            SiteSnapshot::databaseReachable),
    DATABASE_MIGRATED(
            ERROR,
            SERVER,
            "订单数据库的表结构",
            "",
            "订单数据库的表结构不是这个版本的，请设置 db.migrate=true 后重新启动",
            "the tables of the order book are of another version: set db.migrate=true and restart",
            SiteSnapshot::databaseMigrated),
    DATABASE_WRITABLE(
            ERROR,
            SERVER,
            "写入订单数据库",
            "双功能 4.2 A / 担保 5.2 A",
            "订单数据库写不进去，请检查用户权限和磁盘空间",
            "the order book's database cannot be written: check the user's rights and the disk",
            SiteSnapshot::databaseWritable),
    DATABASE_DISK(
            ERROR,
            SERVER,
            "内置数据库的磁盘",
            "双功能 4.2 A / 担保 5.2 A",
            "内置数据库的磁盘满了，或文件夹写不进去，请在列出的磁盘上腾出空间，或给列出的用户写这个文件夹的权限，之后会自己恢复，不用重新启动",
            "the disk of the embedded database is full, or its folder cannot be written: free space on that disk, or give that user the right"
                    + " to write into the folder; it works again by itself then, without a restart",
            SiteSnapshot::databaseDisk),
    DATABASE_SAME(
            ERROR,
            SERVER,
            "订单数据库是不是原来的",
            "",
            "这里以前有过订单数据库，现在的是空的或另一个，请恢复原来的数据或备份，确实要重新开始请删除列出的标记文件，之后会自己恢复，不用重新启动",
            "an empty or another database stands where the order book was: put the data or a backup of it back, or, to begin a new order book on"
                    + " purpose, delete the file that is named; it works again by itself then, without a restart",
            SiteSnapshot::databaseSame),
    DATABASE_DURABLE(
            WARNING,
            SERVER,
            "断电时的订单数据库",
            "",
            "数据库的设置使已经回答 success 的内容在断电时可能丢失，请照列出的设置改正",
            "settings of the database may lose in a power failure what was answered with success: change them to what is named",
            SiteSnapshot::databaseDurable),
    KNOWN_PASSWORD(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "管理页面的密码",
            "",
            "管理页面还在用人人知道的密码，请在容器里改掉 alipay-admin 用户的密码",
            "the admin pages have a password everybody knows: change that of the container's alipay-admin user",
            SiteSnapshot::knownPassword),
    SANDBOX_IN_PRODUCTION(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "正式网站与沙箱",
            "",
            "正式的网站还在用沙箱的网关或校验码，买家付不了款，请删去 gateway 和 verify_gateway 并填写自己的账户",
            "a public site still uses the sandbox's gateway or key: remove gateway and verify_gateway, and fill your own account in",
            SiteSnapshot::sandboxInProduction);

    /** How serious a failed check is. */
    public enum Severity {
        /** Payments or notifications cannot work. */
        ERROR,
        /** Should be fixed. */
        WARNING,
        /** For information only. */
        INFORMATION
    }

    private final Severity severity;
    private final String title;
    private final Words words;
    private final Function<SiteSnapshot, CheckStatus> evaluate;

    SiteCheck(
            Severity severity,
            ResponsibleParty fixer,
            String title,
            String section,
            String chinese,
            String english,
            Function<SiteSnapshot, CheckStatus> look) {
        this.severity = severity;
        this.title = title;
        this.words = new Words(fixer, section, chinese, english);
        this.evaluate = look;
    }

    public Severity severity() {
        return severity;
    }

    /** Returns the Chinese heading of the check. */
    public String title() {
        return title;
    }

    @Override
    public Words words() {
        return words;
    }

    CheckStatus evaluate(SiteSnapshot surroundings) {
        return evaluate.apply(surroundings);
    }
}
