package com.alipay.sandbox.cli;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.site.HttpNetworkProbe;
import com.alipay.diagnosis.site.Probes;
import com.alipay.diagnosis.site.SiteDiagnoser;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a site's configuration as the tutorials' troubleshooting chapter does, from outside the site. */
@Command(
        name = "doctor",
        header = "Check an alipay.properties and the addresses in it, before a buyer does.",
        description =
                "%nAsks the site's own addresses and the gateway, and prints no key. It posts one empty form to notify_url,"
                        + " which the site answers with fail. What only the running site knows,"
                        + " such as its container, its database and its ledger, stays unknown: see admin/doctor.jsp"
                        + " there.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:an error was found", "2:an option is of no use"})
final class DoctorCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The settings, such as conf/alipay.properties.")
    private Path file;

    @Mixin
    private LanguageOption lang;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!Files.isReadable(file)) {
            throw new ParameterException(
                    spec.commandLine(), "FILE (" + file + ") cannot be read: give the path of an alipay.properties");
        }
        Configuration configuration = Configuration.read(file.toString(), "command line");
        HttpNetworkProbe network = new HttpNetworkProbe();
        List<CheckResult> results = new SiteDiagnoser(
                        configuration,
                        new Probes(network, new CommandLineProbe(configuration.merchant(), file, network)))
                .examine();
        EncodingAwareWriter console = EncodingAwareWriter.of(spec.commandLine(), lang.language());
        new DoctorReport(configuration.source().in(lang.language().locale()), results, lang.language())
                .lines()
                .forEach(console::say);
        console.flush();
        return results.stream().anyMatch(CheckResult::isError) ? 1 : 0;
    }
}
