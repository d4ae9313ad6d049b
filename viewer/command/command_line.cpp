#include "viewer/command/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "engine/math/error.h"
#include "viewer/command/closing.h"
#include "viewer/command/session_command.h"
#include "viewer/command/text_commands.h"
#include "viewer/command/train_arguments.h"
#include "viewer/command/train_command.h"

namespace backstep {
namespace {

constexpr const char* examples =
    "Examples:\n"
    "  backstep                                 the window, with the list of lessons\n"
    "  backstep view 5 --at \"dW[2]\"             the window on lesson 5, where dW[2] is made\n"
    "  backstep view 5 --screenshot five.png    a picture of it, without any display\n"
    "  backstep step 5                          the debugger in the terminal\n"
    "  backstep run 5 --set optimizer=adam      the lesson as text with its results\n"
    "  backstep export 5 five.npz               every recorded value, for NumPy\n"
    "  backstep train --epochs 3                a whole training, with a line for each epoch\n"
    "  backstep COMMAND --help                  the options of a command\n";

// What CLI11 reads as text before it is checked.
struct Raw {
    std::string size, scale, theme;
};

void add_data(CLI::App& app, Options& options) {
    app.add_option(
           "--data", options.run.data,
           "Folder with MNIST or Kaggle's train.csv (else $BACKSTEP_DATA, assets/mnist, or the built-in digits)")
        ->type_name("DIR");
    app.add_option("--threads", options.run.threads, "How many threads compute; no bit depends on it")
        ->type_name("N")
        ->check(CLI::Range(1, 256));
    app.add_option("--kernels", options.run.kernels, "baseline, avx2 or avx512; no bit depends on it")
        ->type_name("NAME");
    app.add_option("--memory", options.run.memory, "MB for a training's checkpoints, which make going back quick")
        ->type_name("MB")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000000));
}

void add_lesson(CLI::App& app, Options& options, const char* example) {
    app.add_option("lesson", options.run.lesson, "Its number or its name; 'backstep lessons' lists them")
        ->type_name("LESSON")
        ->required();
    app.add_option("--set", options.run.knobs, "Turn a knob before the lesson runs; may be repeated")
        ->type_name("KNOB=VALUE")
        ->allow_extra_args(false);
    add_data(app, options);
    app.footer(std::string("Example:\n  ") + example + "\n");
}

void add_at(CLI::App& app, Options& options) {
    app.add_option("--at", options.at,
                   "Go to where this value is made, or to a moment of a training: \"epoch 6 batch 8 dW[1]\"")
        ->type_name("PLACE");
}

void add_window(CLI::App& app, Options& options, Raw& raw) {
    app.add_option("--tab", options.window.tab, "What to show first: weights, health …")->type_name("NAME");
    app.add_flag("--tour{1}", options.window.tour, "Begin with the tour; --tour=3 with its third card")
        ->check(CLI::Range(1, 7));
    app.add_option("--screenshot", options.window.screenshot, "Draw one frame into a PNG file, without any display")
        ->type_name("FILE.png");
    app.add_option("--screenshots", options.window.screenshots,
                   "Draw every step into a folder, as numbered PNG files for slides")
        ->type_name("DIR");
    app.add_option("--panel", options.window.panel, "Of the pictures: this panel alone, such as map")
        ->type_name("NAME");
    CLI::Option* const slides = app.get_option("--screenshots");
    for (auto& [name, value, help] : {std::tuple{"--from", &options.window.from, "With --screenshots: the first value"},
                                      {"--to", &options.window.to, "With --screenshots: the last value"}})
        app.add_option(name, *value, help)->type_name("NAME")->needs(slides);
    app.add_option("--size", raw.size, "Of the window, before scale (1600x1000)")->type_name("WxH");
    app.add_option("--scale", raw.scale, "Larger or smaller letters and all: 2 is twice as large")->type_name("S");
    app.add_option("--theme", raw.theme, "light or dark (else as it was left; of a picture dark)")->type_name("NAME");
}

void read_window(const Raw& raw, WindowRequest& window) {
    const std::string remedy = "type it like --size 1600x1000, between 400x300 and 8000x8000";
    if (!raw.size.empty()) {
        int width = 0, height = 0;
        char cross = 0, rest = 0;
        const bool digits = raw.size.size() <= 9 && raw.size.find_first_not_of("0123456789x") == std::string::npos;
        if (!digits || std::sscanf(raw.size.c_str(), "%5d%c%5d%c", &width, &cross, &height, &rest) != 3 ||
            cross != 'x' || width < 400 || height < 300 || width > 8000 || height > 8000)
            throw InputError("--size", "'" + raw.size + "' is no size", remedy);
        window.width = width;
        window.height = height;
    }
    if (!raw.theme.empty() && raw.theme != "light" && raw.theme != "dark")
        throw InputError("--theme", "'" + raw.theme + "' is no theme", "type light or dark");
    if (!raw.theme.empty()) window.dark = raw.theme == "dark";
    if (raw.scale.empty()) return;
    char* end = nullptr;
    window.scale = std::strtof(raw.scale.c_str(), &end);
    if (*end || !(window.scale >= 0.5f && window.scale <= 4))
        throw InputError("--scale", "'" + raw.scale + "' is no scale", "give a number from 0.5 to 4, such as 2");
}

// An empty text is most often a script's variable that was never set.
void refuse_empty(const CLI::App& app) {
    for (const CLI::Option* option : app.get_options())
        for (const std::string& given : option->results())
            if (given.empty())
                throw InputError(option->get_name(), "it is empty",
                                 option->get_required() ? "give " + option->get_type_name()
                                                        : "give " + option->get_type_name() + ", or leave it out");
}

// Says it before anything is loaded.
void check_display(const Options& options) {
    if (options.window.screenshot || options.window.screenshots) return;
    for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY"})
        if (const char* display = std::getenv(variable); display && *display) return;
    const std::string lesson = options.run.lesson.empty() ? "5" : options.run.lesson;
    throw InputError("backstep", "there is no display to open a window on ($DISPLAY is not set)",
                     "type 'backstep step " + lesson + "' for the debugger in the terminal, 'backstep view " + lesson +
                         " --screenshot FILE.png' for a picture, or run it under xvfb-run");
}

int view_command(const Options& options) {
    check_display(options);
    WindowRequest window = options.window;
    std::optional<Closing> closing;
    if (!window.screenshot && !window.screenshots) window.closing = &closing.emplace();
    return with_session(options.run, [&](Session& session) {
        if (options.at) go_to(session, *options.at);
        return open_window(window, session);
    });
}

// The remedy is shorter than the help, which CLI11 would not print here.
int refuse(const CLI::App& app, const CLI::ParseError& error) {
    std::cerr << "backstep: " << error.what() << "; ";
    const auto chosen = app.get_subcommands();
    std::cerr << "see 'backstep " << (chosen.empty() ? "" : chosen.front()->get_name() + " ") << "--help'\n";
    return 2;
}

struct Commands {
    CLI::App *lessons = nullptr, *view = nullptr, *run = nullptr, *step = nullptr, *to_file = nullptr, *train = nullptr;
};

Commands add_commands(CLI::App& app, Options& options, Raw& raw) {
    Commands c;
    c.lessons = app.add_subcommand("lessons", "List the lessons");
    c.lessons->add_flag("--json", options.json, "As JSON, with the knobs and their ranges");
    c.lessons->footer("Example:\n  backstep lessons --json\n");

    c.view = app.add_subcommand("view", "Open the window on a lesson, or make a picture of it");
    add_lesson(*c.view, options, "backstep view 5 --at \"dW[2]\" --set optimizer=adam --screenshot five.png --scale 2");
    add_at(*c.view, options);
    add_window(*c.view, options, raw);

    c.run = app.add_subcommand("run", "Print a lesson with its results");
    add_lesson(*c.run, options, "backstep run 5 --set optimizer=adam --set learning_rate=0.001");
    c.run->add_flag("--json", options.json, "As JSON: the knobs, and each event with its figures");

    c.step = app.add_subcommand("step", "Step through a lesson in the terminal; commands may come from a pipe");
    add_lesson(*c.step, options, "backstep step 5\n  printf 'goto dW[2]\\nexplain dW[2] 3 7\\n' | backstep step 5");

    c.to_file = app.add_subcommand("export", "Write every recorded value to a file for NumPy, or one as CSV");
    add_lesson(*c.to_file, options,
               "backstep export 5 five.npz --data FOLDER_OF_MNIST\n  backstep export 5 --csv \"dW[2]\" dW2.csv");
    add_at(*c.to_file, options);
    c.to_file->add_option("--csv", options.csv, "Write this value alone, a line for each row")->type_name("NAME");
    c.to_file->add_option("file", options.export_file, "The file to write, .npz without --csv")
        ->type_name("FILE")
        ->required();

    c.train = app.add_subcommand("train", "Train a network, and print how good it gets");
    add_data(*c.train, options);
    add_train_arguments(*c.train, options.train);
    return c;
}

int parse_and_do(int argc, const char* const* argv) {
    Options options;
    Raw raw;
    CLI::App app{"Backstep: a debugger for neural networks that steps through one batch, forward and back.",
                 "backstep"};
    app.footer(examples);
    app.require_subcommand(0, 1);
    app.set_version_flag("--version", "backstep 0.1");
    add_data(app, options);
    add_window(app, options, raw);
    const Commands commands = add_commands(app, options, raw);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {  // --help, --version
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        return refuse(app, error);
    }
    refuse_empty(app);
    for (const CLI::App* command : app.get_subcommands()) refuse_empty(*command);
    read_window(raw, options.window);
    if (commands.train->parsed()) check_train_arguments(*commands.train, options.train);
    if (commands.lessons->parsed()) return lessons_command(options, std::cout);
    if (commands.run->parsed()) return run_command(options, std::cout);
    if (commands.step->parsed()) return step_command(options);
    if (commands.to_file->parsed()) return export_command(options, std::cout);
    if (commands.train->parsed()) return train_command(options, std::cout);
    return view_command(options);
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
    try {
        const int status = parse_and_do(argc, argv);
        std::cout.flush();
        if (!std::cout) throw InputError("standard output", "it cannot be written", "is the disk full?");
        return status;
    } catch (const std::exception& error) {
        std::cout.flush();
        std::cerr << error.what() << "\n";
        return 2;
    }
}

}  // namespace backstep
