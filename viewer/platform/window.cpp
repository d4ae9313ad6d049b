#include "viewer/platform/window.h"

#include <GLFW/glfw3.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "engine/math/error.h"
#include "viewer/platform/gl_screen.h"
#include "viewer/platform/gl_textures.h"
#include "viewer/platform/keyboard_mouse.h"
#include "viewer/platform/keys.h"

namespace backstep {

namespace {

using Clock = std::chrono::steady_clock;

// ImGui needs a few frames to settle after an event: one to notice, one to react, one to lay out.
constexpr int frames_after_event = 3;
constexpr std::chrono::microseconds shortest_frame(16600);
// Whoever works behind the gate has a turn between two frames that close it, also where frames take all the time.
constexpr std::chrono::milliseconds shortest_turn(2);

// What the callbacks write to.
struct Inbox {
    int frames_wanted = frames_after_event;
    std::vector<KeyPress> keys;
    bool lost = true;  // what stood on the screen
    std::vector<std::string> dropped;
    std::vector<int> pressed;  // GLFW's codes of the keys that went down since the last frame
};

void wake(GLFWwindow* window) {
    static_cast<Inbox*>(glfwGetWindowUserPointer(window))->frames_wanted = frames_after_event;
}

void repaint(GLFWwindow* window) {
    wake(window);
    static_cast<Inbox*>(glfwGetWindowUserPointer(window))->lost = true;
}

void add_key(GLFWwindow* window, const KeyPress& press) {
    wake(window);
    if (!ImGui::GetIO().WantTextInput || works_while_typing(press))
        static_cast<Inbox*>(glfwGetWindowUserPointer(window))->keys.push_back(press);
}

// To be called before ImGui's backend installs its own callbacks, which call these first.
void listen(GLFWwindow* window, Inbox& inbox) {
    glfwSetWindowUserPointer(window, &inbox);
    glfwSetKeyCallback(window, [](GLFWwindow* at, int key, int, int action, int mods) {
        wake(at);
        if (action == GLFW_PRESS && key >= 0) static_cast<Inbox*>(glfwGetWindowUserPointer(at))->pressed.push_back(key);
        const std::optional<KeyPress> press = key_press(key, mods);
        if (press && action != GLFW_RELEASE) add_key(at, *press);
    });
    glfwSetCharCallback(window, [](GLFWwindow* at, unsigned code_point) {
        KeyPress press;
        press.character = code_point;
        add_key(at, press);
    });
    glfwSetCursorPosCallback(window, [](GLFWwindow* at, double, double) { wake(at); });
    glfwSetCursorEnterCallback(window, [](GLFWwindow* at, int) { wake(at); });
    glfwSetMouseButtonCallback(window, [](GLFWwindow* at, int, int, int) { wake(at); });
    glfwSetScrollCallback(window, [](GLFWwindow* at, double, double) { wake(at); });
    glfwSetDropCallback(window, [](GLFWwindow* at, int count, const char** files) {
        wake(at);
        static_cast<Inbox*>(glfwGetWindowUserPointer(at))->dropped.assign(files, files + count);
    });
    glfwSetWindowFocusCallback(window, [](GLFWwindow* at, int) { wake(at); });
    glfwSetWindowRefreshCallback(window, repaint);
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* at, int, int) { repaint(at); });
    glfwSetWindowCloseCallback(window, wake);
}

[[noreturn]] void refuse(const std::string& finding) {
    throw InputError(
        "display", finding,
        "set DISPLAY to a screen, or run under xvfb-run, or use the debugger in the terminal: backstep step 5");
}

std::string last_glfw_error() {
    const char* description = nullptr;
    glfwGetError(&description);
    return description ? description : "no reason given";
}

// Owns GLFW and the window.
class GlfwWindow {
public:
    explicit GlfwWindow(const WindowOptions& options) {
        if (!glfwInit()) refuse("there is no screen to open a window on (" + last_glfw_error() + ")");
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
        glfwWindowHint(GLFW_DEPTH_BITS, 0);  // nothing here has a depth
        glfwWindowHint(GLFW_STENCIL_BITS, 0);
        scale_ = options.scale > 0 ? options.scale : screen_scale();
        const auto [width, height] = fitting_size(options);
        handle_ = glfwCreateWindow(width, height, options.title.c_str(), nullptr, nullptr);
        if (!handle_) {
            const std::string reason = last_glfw_error();
            glfwTerminate();
            refuse("OpenGL 3.3 cannot be used on this screen (" + reason + ")");
        }
        glfwMakeContextCurrent(handle_);
        glfwSwapInterval(1);
    }
    ~GlfwWindow() {
        glfwDestroyWindow(handle_);
        glfwTerminate();
    }
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    GLFWwindow* handle() const { return handle_; }
    float scale() const { return scale_; }

private:
    static float screen_scale() {
        GLFWmonitor* monitor = glfwGetPrimaryMonitor();
        float x = 1, y = 1;
        if (monitor) glfwGetMonitorContentScale(monitor, &x, &y);
        return std::clamp(x, 1.0F, 4.0F);
    }

    std::pair<int, int> fitting_size(const WindowOptions& options) const {
        int x = 0, y = 0, width = 0, height = 0;
        if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
        const auto fit = [&](int wanted, int room) {
            const int scaled = static_cast<int>(static_cast<float>(wanted) * scale_);
            return room > 0 ? std::min(scaled, room) : scaled;
        };
        return {fit(options.width, width), fit(options.height, height)};
    }

    GLFWwindow* handle_ = nullptr;
    float scale_ = 1;
};

// Owns ImGui's context and backends.
class ImguiBackends {
public:
    explicit ImguiBackends(GLFWwindow* window) {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui_ImplGlfw_InitForOpenGL(window, true);
        ImGui_ImplOpenGL3_Init("#version 330 core");
    }
    ~ImguiBackends() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    ImguiBackends(const ImguiBackends&) = delete;
    ImguiBackends& operator=(const ImguiBackends&) = delete;
};

void set_theme(Ui& ui, bool dark, float scale) {
    ui.theme = dark ? dark_theme(scale) : light_theme(scale);
    ui.diverging = diverging_palette(dark);
    ui.grey = grey_palette(dark);
    apply_theme(ui.theme);
}

void draw_frame(GlScreen& screen, Ui& ui, KeyboardMouse& mouse, const FrameFunction& frame, FrameRequest& request) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    mouse.before_frame(ui);
    ImGui::NewFrame();
    ui.size = ImGui::GetIO().DisplaySize;
    ui.seconds = ImGui::GetTime();
    ui.animating = false;
    const auto picture = std::exchange(request.picture, {});
    frame(ui, request);
    mouse.after_frame(ui);
    ImGui::Render();
    Image image;
    screen.show(
        *ImGui::GetDrawData(), ui.theme.background, [&](ImTextureID id) { return ui.textures->content_of(id); },
        picture ? &image : nullptr);
    if (picture) picture(image);
}

// What there is to draw: nothing, the progress of somebody else, or what the user did or plays.
enum class Work { none, progress, asked };

// Sleeps until something happens.
Work wait_for_work(Inbox& inbox, const Ui& ui, const WindowWaker& waker) {
    const auto asked = [&] { return inbox.frames_wanted > 0 || ui.animating || ImGui::IsAnyMouseDown(); };
    if (asked()) {
        glfwPollEvents();
    } else {
        // The cursor of a text field blinks.
        const bool typing = ImGui::GetIO().WantTextInput;
        glfwWaitEventsTimeout(typing ? 0.4 : 1.0);
        if (typing) inbox.frames_wanted = std::max(inbox.frames_wanted, 1);
    }
    const bool woken = waker.take();
    if (asked()) return Work::asked;
    // Progress comes often: one frame shows it, and leaves the time to whoever makes it.
    if (woken) inbox.frames_wanted = 1;
    return woken ? Work::progress : Work::none;
}

// Tells the waker for how long there is a window to wake.
class Attached {
public:
    explicit Attached(const WindowWaker& waker) : waker_(waker) { waker_.attach(true); }
    ~Attached() { waker_.attach(false); }
    Attached(const Attached&) = delete;
    Attached& operator=(const Attached&) = delete;

private:
    const WindowWaker& waker_;
};

}  // namespace

void run_window(const WindowOptions& options, const FrameFunction& frame, const WindowWaker& waker) {
    const GlfwWindow window(options);
    const Attached attached(waker);
    Inbox inbox;
    listen(window.handle(), inbox);
    const ImguiBackends backends(window.handle());
    TextureCache textures(gl_texture_store());
    FrameRequest request;
    request.dark = options.dark;
    bool dark = options.dark;
    float zoom = 1;
    std::string title = options.title;
    KeyboardMouse mouse;
    Ui ui;
    ui.fonts = load_fonts(window.scale());
    ImTextureID faces = sample_fonts_by_pixel();
    ui.textures = &textures;
    GlScreen screen(window.handle());
    set_theme(ui, dark, window.scale());
    Clock::time_point opened;  // the gate, after the last frame that closed it
    for (int drawn = 0; !glfwWindowShouldClose(window.handle()) && !request.close;) {
        const Work work = wait_for_work(inbox, ui, waker);
        if (work == Work::none) continue;
        const Clock::time_point start = Clock::now();
        inbox.frames_wanted = std::max(0, inbox.frames_wanted - 1);
        if (request.zoom != zoom) {
            ui.fonts = load_fonts_again(window.scale() * request.zoom);
            faces = sample_fonts_by_pixel(faces);
            inbox.lost = true;
        }
        if (request.dark != dark || request.zoom != zoom)
            set_theme(ui, dark = request.dark, window.scale() * (zoom = request.zoom));
        std::vector<KeyPress> keys;
        keys.swap(inbox.keys);
        ui.keys = keys;
        const std::vector<std::string> dropped = std::exchange(inbox.dropped, {});
        ui.dropped = dropped;
        const std::vector<int> tapped = hold_tapped_keys(inbox.pressed);
        if (std::exchange(inbox.lost, false)) screen.repaint(frames_after_event);
        const bool closes = work == Work::asked && start - opened >= shortest_turn;
        {
            const ClosedGate closed(closes ? options.gate.get() : nullptr);
            draw_frame(screen, ui, mouse, frame, request);
        }
        if (closes) opened = Clock::now();
        release_keys(tapped);
        textures.end_frame();
        if (!request.title.empty() && request.title != title)
            glfwSetWindowTitle(window.handle(), (title = request.title).c_str());
        if (options.frame_times)
            options.frame_times->push_back({start, std::chrono::duration<double>(Clock::now() - start).count()});
        if (request.dark != dark || request.zoom != zoom) inbox.frames_wanted = std::max(inbox.frames_wanted, 1);
        // The frame of the picture, and the one that says where it was saved.
        if (request.picture) inbox.frames_wanted = std::max(inbox.frames_wanted, 2);
        if (++drawn == options.frames) break;
        if (options.frames > 0) inbox.frames_wanted = 1;
        // Vertical sync does nothing on some screens, so the loop keeps its own time.
        std::this_thread::sleep_until(start + shortest_frame);
    }
}

}  // namespace backstep
