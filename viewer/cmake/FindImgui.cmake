# imgui::imgui, Dear ImGui with its GLFW and OpenGL 3 backends: a CMake config package first (vcpkg, Conan), then the
# static library of Debian and Ubuntu, which needs libstb. Include its backends as <imgui_impl_glfw.h>.
find_package(imgui CONFIG QUIET)
if(NOT TARGET imgui::imgui)
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(PC_IMGUI QUIET imgui)
  endif()
  find_path(Imgui_INCLUDE_DIR imgui.h HINTS ${PC_IMGUI_INCLUDE_DIRS} PATH_SUFFIXES imgui)
  find_library(Imgui_LIBRARY imgui HINTS ${PC_IMGUI_LIBRARY_DIRS})
  find_library(Imgui_STB_LIBRARY NAMES libstb.a stb)
  mark_as_advanced(Imgui_INCLUDE_DIR Imgui_LIBRARY Imgui_STB_LIBRARY)
  include(FindPackageHandleStandardArgs)
  find_package_handle_standard_args(Imgui
    REQUIRED_VARS Imgui_LIBRARY Imgui_INCLUDE_DIR Imgui_STB_LIBRARY
    REASON_FAILURE_MESSAGE "install libimgui-dev and libstb-dev, or configure with -DBACKSTEP_WINDOW=OFF")
  if(Imgui_FOUND)
    add_library(imgui::imgui STATIC IMPORTED)
    set_target_properties(imgui::imgui PROPERTIES
      IMPORTED_LOCATION ${Imgui_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES "${Imgui_INCLUDE_DIR};${Imgui_INCLUDE_DIR}/backends"
      INTERFACE_LINK_LIBRARIES "${Imgui_STB_LIBRARY};${CMAKE_DL_LIBS}")
  endif()
else()
  set(Imgui_FOUND TRUE)
endif()
