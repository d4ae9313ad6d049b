#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engine/math/error.h"
#include "program.h"
#include "viewer/command/kept.h"

using namespace backstep;

namespace {

void put(const std::string& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

// Both files in a folder of the test's own.
struct InFolder {
    TemporaryFolder folder;
    KeptFiles files{folder.file("config/backstep/settings"), folder.file("state/backstep/places")};
    Settings settings;
    Places places;
};

std::string finding(const std::string& text) {
    Settings settings;
    try {
        read_settings(text, "settings", settings);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kept, InFolder)

BOOST_AUTO_TEST_CASE(settings_and_places_come_back) {
    Places kept;
    kept.last["05_backpropagation"] = "dW[2]";
    kept.bookmarks = {place_from_text("10_ten_epochs", "step 2731 dW[1]"),
                      place_from_text("05_backpropagation", "start"),
                      place_from_text("10_ten_epochs", "step 3 Z[2] in image 7 after 00ff1e test image 12")};
    Keeper keeper(files);
    keeper.load(settings, places);
    keeper.save({false, 1.25, 9, true}, kept);
    BOOST_TEST(keeper.take_trouble() == "");
    Keeper again(files);
    again.load(settings, places);
    BOOST_TEST((settings == Settings{false, 1.25, 9, true}));
    BOOST_TEST(places_text(places) == places_text(kept));
    BOOST_TEST(places.bookmarks.at(0).step == 2731);
}

BOOST_AUTO_TEST_CASE(nothing_is_written_while_nothing_has_changed) {
    Keeper keeper(files);
    keeper.load(settings, places);
    keeper.save(settings, places);
    BOOST_TEST(std::filesystem::is_empty(folder.file("")));
    keeper.save({true, 1, 5, false}, places);
    BOOST_TEST(std::filesystem::exists(files.settings));
    BOOST_TEST(!std::filesystem::exists(files.places));
}

BOOST_AUTO_TEST_CASE(what_was_written_is_not_written_again_and_lies_in_a_folder_of_its_owners) {
    Keeper keeper(files);
    keeper.load(settings, places);
    keeper.save({false, 1.25, 9}, places);
    put(files.settings, "theme = light\n");  // by hand, while the window is open
    keeper.save({false, 1.25, 9}, places);
    BOOST_TEST(content_of(files.settings) == "theme = light\n");
    const std::filesystem::perms folder_of_it = std::filesystem::status(folder.file("config/backstep")).permissions();
    BOOST_TEST((folder_of_it == std::filesystem::perms::owner_all));
}

BOOST_AUTO_TEST_CASE(a_broken_file_is_reported_once_and_left_as_it_is) {
    std::filesystem::create_directories(folder.file("config/backstep"));
    put(files.settings, "theme = light\ncolour = blue\n");
    Keeper keeper(files);
    keeper.load(settings, places);
    BOOST_TEST((settings == Settings{}));
    const std::string trouble = keeper.take_trouble();
    BOOST_TEST(has(trouble, "line 2"));
    BOOST_TEST(has(trouble, "'colour' is no setting"));
    BOOST_TEST(keeper.take_trouble() == "");
    keeper.save({false, 2, 7, false}, places);
    BOOST_TEST(content_of(files.settings) == "theme = light\ncolour = blue\n");
}

BOOST_AUTO_TEST_CASE(what_is_no_setting_is_named_with_what_there_is) {
    BOOST_TEST(finding("# all of it may be missing\n\n  digits =  17 \r\n") == "");
    for (const char* least : {"digits = 3", "digits = 17", "letters = 0.5", "letters = 4"})
        BOOST_TEST(finding(least) == "", least);
    BOOST_TEST(has(finding("digits = 18"), "from 3 to 17"));
    BOOST_TEST(has(finding("digits = 4.5"), "from 3 to 17"));
    BOOST_TEST(has(finding("letters = nan"), "0.5 to 4"));
    BOOST_TEST(has(finding("theme = blue"), "neither dark nor light"));
    BOOST_TEST(has(finding("tour = over"), "neither new nor seen"));
    BOOST_TEST(has(finding("theme dark"), "has no ="));
}

BOOST_AUTO_TEST_CASE(a_line_that_is_no_place_changes_nothing) {
    for (const char* text : {"last 05_x: J\nbookmark: J", "last 05_x: J\nfirst 05_x: J", "last 05_x:"}) {
        BOOST_CHECK_THROW(read_places(text, "places", places), InputError);
        BOOST_TEST(places.last.empty());
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_reported_once) {
    put(folder.file("config"), "a file where a folder should be");
    Keeper keeper(files);
    keeper.load(settings, places);
    keeper.save({false, 1, 4, false}, places);
    BOOST_TEST(has(keeper.take_trouble(), "settings"));
    keeper.save({true, 1, 5, false}, places);
    BOOST_TEST(keeper.take_trouble() == "");
}

BOOST_AUTO_TEST_CASE(a_theme_of_the_command_line_holds_for_one_run_unless_another_is_chosen) {
    KeptTheme asked(true, false);
    BOOST_TEST(!asked.begins_dark());
    BOOST_TEST(asked.kept(false));
    BOOST_TEST(asked.kept(true));
    BOOST_TEST(!asked.kept(false));  // chosen in the window, and then back
    BOOST_TEST(!asked.kept(false));
    KeptTheme as_kept(false, {});
    BOOST_TEST(!as_kept.begins_dark());
    BOOST_TEST(!as_kept.kept(false));
    BOOST_TEST(as_kept.kept(true));
}

BOOST_AUTO_TEST_CASE(the_folders_are_those_of_the_specification) {
    setenv("HOME", "/home/somebody", 1);
    unsetenv("XDG_CONFIG_HOME");
    setenv("XDG_STATE_HOME", "relative/paths/count/as/unset", 1);
    BOOST_TEST(kept_files().settings == "/home/somebody/.config/backstep/settings");
    BOOST_TEST(kept_files().places == "/home/somebody/.local/state/backstep/places");
    setenv("XDG_CONFIG_HOME", "/c", 1);
    setenv("XDG_STATE_HOME", "/s", 1);
    BOOST_TEST(kept_files().settings == "/c/backstep/settings");
    BOOST_TEST(kept_files().places == "/s/backstep/places");
    unsetenv("HOME");
    unsetenv("XDG_CONFIG_HOME");
    BOOST_TEST(kept_files().settings == "");
    unsetenv("XDG_STATE_HOME");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(slides)

BOOST_AUTO_TEST_CASE(a_run_of_steps_becomes_numbered_pictures_and_reads_no_settings) {
    const TemporaryFolder folder;
    setenv("XDG_CONFIG_HOME", folder.file("config").c_str(), 1);
    std::filesystem::create_directories(folder.file("config/backstep"));
    put(folder.file("config/backstep/settings"), "theme = blue\n");
    const Ran result =
        ran({"view", "5", "--screenshots", folder.file("out"), "--from", "Z[1]", "--to", "Z[2]", "--size", "1024x640"});
    unsetenv("XDG_CONFIG_HOME");
    BOOST_TEST(result.status == 0, result.errors);
    for (const char* name : {"out/01_Z_1.png", "out/02_A_1.png", "out/03_Z_2.png"})
        BOOST_TEST(content_of(folder.file(name)).substr(1, 3) == "PNG", name);
    BOOST_TEST(!std::filesystem::exists(folder.file("out/04_A_2.png")));
    BOOST_TEST(content_of(folder.file("out/01_Z_1.png")) != content_of(folder.file("out/02_A_1.png")));
    // Also the last two of a lesson: each is of the value that it is named after.
    ran({"view", "1", "--screenshots", folder.file("end"), "--from", "Y", "--size", "1024x640"});
    BOOST_TEST((content_of(folder.file("end/01_Y.png")) != content_of(folder.file("end/02_counts.png"))));
}

BOOST_AUTO_TEST_CASE(a_picture_has_the_tour_in_it_only_if_that_is_asked_for) {
    const TemporaryFolder folder;
    setenv("XDG_CONFIG_HOME", folder.file("config").c_str(), 1);
    const auto drawn = [&](const char* name, std::vector<std::string> more) {
        std::vector<std::string> arguments{"view", "5", "--size", "1024x640", "--screenshot", folder.file(name)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        BOOST_TEST(ran(arguments).status == 0);
        return content_of(folder.file(name));
    };
    const std::string without = drawn("without.png", {}), second = drawn("second.png", {"--tour=2"});
    BOOST_TEST((without != second));
    BOOST_TEST((second != drawn("third.png", {"--tour=3"})));
    BOOST_TEST((without == drawn("again.png", {})));
    BOOST_TEST(!std::filesystem::exists(folder.file("config")));
    unsetenv("XDG_CONFIG_HOME");
}

BOOST_AUTO_TEST_CASE(a_picture_may_be_of_one_panel_and_of_any_moment_of_a_training) {
    const TemporaryFolder folder;
    const auto drawn = [&](const char* name, const char* at, std::vector<std::string> more) {
        std::vector<std::string> arguments{"view",     "10",   "--size", "1024x640",     "--set",
                                           "epochs=2", "--at", at,       "--screenshot", folder.file(name)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Ran result = ran(arguments);
        BOOST_TEST(result.status == 0, result.errors);
        return content_of(folder.file(name));
    };
    const std::string early = drawn("early.png", "epoch 1 batch 2 dW[1]", {"--panel", "step"});
    BOOST_TEST((early != drawn("late.png", "epoch 2 batch 2 dW[1]", {"--panel", "step"})));
    BOOST_TEST((early == drawn("again.png", "epoch 1 batch 2 dW[1]", {"--panel", "step"})));
    const auto width = [](const std::string& png) {
        return static_cast<unsigned char>(png.at(18)) * 256 + static_cast<unsigned char>(png.at(19));
    };
    BOOST_TEST(width(early) < 1024);
    BOOST_TEST(width(drawn("all.png", "epoch 1 batch 2 dW[1]", {})) == 1024);
    const Ran result = ran({"view", "5", "--screenshot", folder.file("x.png"), "--panel", "stage"});
    BOOST_TEST(result.status == 2);
    BOOST_TEST(has(result.errors, "'stage' is not shown; the panels are "));
    BOOST_TEST(ran({"view", "10", "--screenshot", folder.file("x.png"), "--at", "epoch 99"}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_run_that_ends_before_it_begins_is_refused) {
    const TemporaryFolder folder;
    const Ran result = ran({"view", "5", "--screenshots", folder.file("out"), "--from", "dW[2]", "--to", "X"});
    BOOST_TEST(result.status == 2);
    BOOST_TEST(has(result.errors, "X comes before dW[2]"));
    BOOST_TEST(ran({"view", "5", "--screenshots", folder.file("out"), "--from", "dW[9]"}).status == 2);
    put(folder.file("file"), "");
    BOOST_TEST(ran({"view", "5", "--screenshots", folder.file("file")}).status == 2);
    BOOST_TEST(!std::filesystem::exists(folder.file("out")));
}

BOOST_AUTO_TEST_CASE(one_value_is_exported_as_csv) {
    const TemporaryFolder folder;
    const Ran result = ran({"export", "5", "--csv", "dW[2]", folder.file("x.csv")});
    BOOST_TEST(result.status == 0, result.errors);
    BOOST_TEST(has(result.out, "dW[2], 10×10"));
    const std::string text = content_of(folder.file("x.csv"));
    BOOST_TEST(std::count(text.begin(), text.end(), '\n') == 10);
    BOOST_TEST(std::count(text.begin(), text.end(), ',') == 90);
    BOOST_TEST(ran({"export", "5", "--csv", "nothing", folder.file("y.csv")}).status == 2);
    BOOST_TEST(!std::filesystem::exists(folder.file("y.csv")));
}

BOOST_AUTO_TEST_SUITE_END()
