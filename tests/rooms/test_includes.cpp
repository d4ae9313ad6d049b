// Who may know whom. A file may include its own room and the rooms listed beside it, and nothing else of the project.

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path source_folder = BACKSTEP_SOURCE;

const std::vector<std::string> engine = {"engine/math", "engine/record", "engine/network", "engine/data", "engine/timeline"};

std::vector<std::string> operator+(std::vector<std::string> rooms, const std::vector<std::string>& more) {
    rooms.insert(rooms.end(), more.begin(), more.end());
    return rooms;
}

const std::map<std::string, std::vector<std::string>> may_know = {
    {"engine/math", {}},
    {"engine/record", {"engine/math"}},
    {"engine/network", {"engine/math", "engine/record"}},
    {"engine/data", {"engine/math"}},
    {"engine/timeline", {"engine/math", "engine/record", "engine/network", "engine/data"}},
    {"lessons", engine},
    {"viewer/model", engine + std::vector<std::string>{"lessons"}},
    {"viewer/widgets", {"engine/math"}},
    {"viewer/panels", engine + std::vector<std::string>{"lessons", "viewer/model", "viewer/widgets"}},
    {"viewer/platform", {"engine/math", "viewer/widgets"}},
    {"viewer/terminal", engine + std::vector<std::string>{"lessons", "viewer/model"}},
    {"viewer/command", engine + std::vector<std::string>{"lessons", "viewer/model", "viewer/widgets", "viewer/panels",
                                                         "viewer/platform", "viewer/terminal"}},
};

// Libraries that only these rooms may know.
const std::vector<std::pair<std::regex, std::set<std::string>>> libraries = {
    {std::regex("imgui.*"), {"viewer/widgets", "viewer/panels", "viewer/platform", "viewer/command"}},
    {std::regex("(GLFW|GL)/.*"), {"viewer/platform"}},
    {std::regex("md4c.*"), {"viewer/widgets"}},
    {std::regex("zlib\\.h"), {"engine/data"}},
    {std::regex("zip\\.h|nlohmann/.*"), {"viewer/command"}},
    {std::regex("CLI/.*"), {"viewer/command", "lessons"}},
    {std::regex("(editline/|histedit).*"), {"viewer/terminal"}},
};

struct Include {
    std::string file, room, included;
    bool of_project = false;
};

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

std::vector<Include> all_includes() {
    static const std::regex pattern("^\\s*#include\\s+([\"<])([^\">]+)[\">].*");
    std::vector<Include> includes;
    for (const char* top : {"engine", "lessons", "viewer"})
        for (const auto& entry : fs::recursive_directory_iterator(source_folder / top)) {
            const std::string extension = entry.path().extension().string();
            if (extension != ".h" && extension != ".cpp") continue;
            const std::string file = fs::relative(entry.path(), source_folder).generic_string();
            std::string room = folder_of(file);
            while (!may_know.count(room) && room.find('/') != std::string::npos) room = folder_of(room);
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                if (std::smatch match; std::regex_match(line, match, pattern))
                    includes.push_back({file, room, match[2], match[1] == "\""});
        }
    return includes;
}

bool is_under(const std::string& path, const std::string& room) { return path.rfind(room + "/", 0) == 0; }

}  // namespace

BOOST_AUTO_TEST_SUITE(includes)

BOOST_AUTO_TEST_CASE(a_room_knows_only_the_rooms_before_it) {
    const std::vector<Include> includes = all_includes();
    BOOST_TEST(includes.size() > 100u);
    for (const Include& include : includes) {
        if (!include.of_project || include.included == "engine/notation.h") continue;
        const auto known = may_know.find(include.room);
        if (known == may_know.end()) continue;  // main.cpp knows all
        bool allowed = is_under(include.included, include.room);
        for (const std::string& room : known->second) allowed = allowed || is_under(include.included, room);
        BOOST_TEST(allowed, include.file << " includes " << include.included << ", which room " << include.room
                                         << " may not know");
    }
}

BOOST_AUTO_TEST_CASE(each_library_is_known_to_its_own_rooms_alone) {
    for (const Include& include : all_includes())
        for (const auto& [pattern, rooms] : libraries)
            if (!include.of_project && std::regex_match(include.included, pattern))
                BOOST_TEST(rooms.count(include.room) == 1u,
                           include.file << " includes <" << include.included << ">, which is kept to other rooms");
}

BOOST_AUTO_TEST_CASE(every_file_of_the_project_stands_in_a_room) {
    for (const Include& include : all_includes())
        BOOST_TEST((may_know.count(include.room) == 1u || include.file == "viewer/main.cpp"),
                   include.file << " is in no room of the table");
}

BOOST_AUTO_TEST_SUITE_END()
