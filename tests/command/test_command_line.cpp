#include <boost/test/unit_test.hpp>

#include "program.h"
#include "viewer/command/command_line.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(command_line)

BOOST_AUTO_TEST_CASE(lessons_are_listed_without_loading_any_digits) {
    const Ran lessons = ran({"lessons"});
    BOOST_TEST(lessons.status == 0);
    BOOST_TEST(has(lessons.out, "5. Backpropagation"));
    BOOST_TEST(lessons.errors == "");
    setenv("BACKSTEP_DATA", "/no/such/folder", 1);
    BOOST_TEST(ran({"lessons"}).status == 0);
}

BOOST_AUTO_TEST_CASE(a_lesson_is_printed_by_its_number_and_by_its_name) {
    const Ran by_number = ran({"run", "5"});
    BOOST_TEST(by_number.status == 0);
    BOOST_TEST(has(by_number.out, "const Value dZ2 = step.record(\"dZ[2]\", A2 - Y);"));
    BOOST_TEST(ran({"run", "backpropagation"}).out == by_number.out);
    BOOST_TEST(ran({"run", "5", "--threads", "1", "--kernels", "baseline"}).out == by_number.out);
    BOOST_TEST(ran({"run", "5", "--set", "seed=2"}).out != by_number.out);
}

BOOST_AUTO_TEST_CASE(commands_from_a_pipe_drive_the_debugger) {
    const Ran good = ran({"step", "5", "--set", "optimizer=adam"}, "goto dW[2]\nwhere\nquit\n");
    BOOST_TEST(good.status == 0);
    BOOST_TEST(has(good.out, "dW[2] = dZ[2]·A[1]ᵀ / m"));
    BOOST_TEST(!has(good.out, "\033["));
    const Ran bad = ran({"step", "5"}, "step\nprint Q\nstep\n");
    BOOST_TEST(bad.status == 2);
    BOOST_TEST(has(bad.errors, "line 2: "));
    BOOST_TEST(has(bad.out, "X is given"));
}

BOOST_AUTO_TEST_CASE(every_command_has_a_help_with_an_example) {
    BOOST_TEST(has(ran({"--help"}).out, "backstep view 5 --at \"dW[2]\""));
    for (const char* command : {"lessons", "view", "run", "step", "export", "train"}) {
        const Ran help = ran({command, "--help"});
        BOOST_TEST(help.status == 0);
        BOOST_TEST(has(help.out, "Example:\n  backstep " + std::string(command)), command);
    }
    for (const char* command : {"view", "run", "step", "export"})
        for (const char* option : {"--data", "--set", "--threads", "--kernels"})
            BOOST_TEST(has(ran({command, "--help"}).out, option), command << " " << option);
}

BOOST_AUTO_TEST_CASE(mistakes_end_with_status_2_and_say_what_to_do) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> mistakes{
        {{"bogus"}, "bogus"},
        {{"run"}, "see 'backstep run --help'"},
        {{"run", "99"}, "the lessons are"},
        {{"run", "5", "--set", "seed"}, "KNOB=VALUE"},
        {{"run", "5", "--set", "sed=1"}, "did you mean 'seed'"},
        {{"run", "5", "--set", "seed=-1"}, "from 0"},
        {{"run", "5", "--set", "optimizer=adan"}, "choose one of"},
        {{"run", "5", "--data", "/no/such/folder"}, "/no/such/folder"},
        {{"run", "5", "--kernels", "nonesuch"}, "baseline"},
        {{"run", "5", "--threads", "0"}, "--threads"},
        {{"run", "5", "--bogus"}, "--bogus"},
        {{"run", "5", "6"}, "6"},
        {{"lessons", "5"}, "5"},
        {{"export", "5"}, "file is required"},
        {{"export", "5", "/no/such/folder/x.npz"}, "/no/such/folder/x.npz: it cannot be written"},
        {{"export", "5", "/"}, "it is a folder"},
        {{"export", "5", "/dev/null"}, "no ordinary file"},
        {{"export", "5", ""}, "file: it is empty; give FILE"},
        {{"run", ""}, "lesson: it is empty; give LESSON"},
        {{"step", "5", "--kernels", ""}, "--kernels: it is empty; give NAME, or leave it out"},
        {{"view", "5", "--screenshot", ""}, "--screenshot: it is empty"},
        {{"view", "5", "--screenshot", "x.png", "--scale", ""}, "--scale: it is empty"},
        {{"view", "5", "--screenshot", "x.png", "--from", "Z[1]"}, "--from requires --screenshots"},
        {{"export", "5", "x.csv"}, "call it .npz, or choose one value with --csv NAME"},
        {{"export", "5", "--csv", "dW[2]", "x.NPZ"}, "call it .csv"},
        {{"step", "5", "--memory", "0"}, "--memory"},
        {{"view"}, "lesson is required"},
        {{"view", "5"}, "DISPLAY"},
        {{}, "backstep step 5"},
        {{"view", "5", "--screenshot", "x.png", "--size", "1600"}, "--size 1600x1000"},
        {{"view", "5", "--screenshot", "x.png", "--size", "1600x1000x2"}, "no size"},
        {{"view", "5", "--screenshot", "x.png", "--size", "10x1000"}, "no size"},
        {{"view", "5", "--screenshot", "x.png", "--size", "1000x10"}, "no size"},
        {{"view", "5", "--screenshot", "x.png", "--scale", "0"}, "from 0.5 to 4"},
        {{"view", "5", "--screenshot", "x.png", "--scale", "two"}, "no scale"},
        {{"view", "5", "--screenshot", "x.png", "--theme", "blue"}, "type light or dark"},
        {{"view", "5", "--screenshot", "x.png", "--tour=8"}, "--tour"},
        {{"view", "5", "--screenshot", "x.png", "--at", "Q"}, "the values are"}};
    for (const auto& [arguments, part] : mistakes) {
        const Ran result = ran(arguments);
        std::string line;
        for (const std::string& argument : arguments) line += " " + argument;
        BOOST_TEST(result.status == 2, line);
        BOOST_TEST(has(result.errors, part), line << " → " << result.errors);
        BOOST_TEST(result.out == "", line);
    }
}

BOOST_AUTO_TEST_CASE(a_lesson_that_cannot_run_with_its_digits_is_an_error) {
    // The built-in digits are fewer than the largest batch, or as many: only a smaller data set shows it.
    const TemporaryFolder folder;
    std::string csv = "label";
    for (int pixel = 0; pixel < 784; ++pixel) csv += ",pixel" + std::to_string(pixel);
    for (int line = 0; line < 50; ++line) {
        csv += "\n" + std::to_string(line % 10);
        for (int pixel = 0; pixel < 784; ++pixel) csv += pixel == line ? ",255" : ",0";
    }
    if (FILE* file = std::fopen(folder.file("train.csv").c_str(), "w")) {
        std::fputs((csv + "\n").c_str(), file);
        std::fclose(file);
    }
    BOOST_TEST(ran({"run", "5", "--data", folder.file("train.csv")}).status == 0);
    const Ran result = ran({"run", "5", "--data", folder.file("train.csv"), "--set", "batch_size=500"});
    BOOST_TEST(result.status == 2);
    BOOST_TEST(has(result.errors, "500"));
}

BOOST_AUTO_TEST_SUITE_END()
