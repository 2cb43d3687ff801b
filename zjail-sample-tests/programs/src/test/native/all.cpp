// A little of everything of the C++ library; the first argument says which part.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <locale>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

static void streams() {
    int sum = 0;
    for (int n; std::cin >> n;) {
        sum += n;
    }
    std::cout << sum << std::endl;
}

static void threads() {
    std::atomic<int> counter = 0;
    std::vector<std::thread> all;
    for (int i = 0; i < 4; i++) {
        all.emplace_back([&counter] {
            for (int n = 0; n < 1000; n++) {
                counter++;
            }
        });
    }
    for (auto &thread : all) {
        thread.join();
    }
    std::cout << counter << std::endl;
}

static void filesystem() {
    namespace fs = std::filesystem;
    fs::create_directories("/tmp/a/b");
    std::ofstream("/tmp/a/x") << "x";
    fs::copy_file("/tmp/a/x", "/tmp/a/b/y");
    fs::rename("/tmp/a/b/y", "/tmp/a/b/z");
    fs::permissions("/tmp/a/x", fs::perms::owner_read);
    fs::last_write_time("/tmp/a/b/z", fs::file_time_type::clock::now());
    int files = 0;
    for (const auto &entry : fs::recursive_directory_iterator("/tmp/a")) {
        files += entry.is_regular_file();
    }
    fs::remove_all("/tmp/a");
    std::cout << files << std::endl;
}

static void exception() {
    try {
        std::map<int, int>().at(1);
    } catch (const std::out_of_range &) {
        std::cout << "caught: no such key" << std::endl;
    }
}

int main(int count, char **arguments) {
    std::string part = count > 1 ? arguments[1] : "";
    if (part == "streams") {
        streams();
    } else if (part == "threads") {
        threads();
    } else if (part == "filesystem") {
        filesystem();
    } else if (part == "exception") {
        exception();
    } else if (part == "locale") {
        std::cout << std::locale("").name() << std::endl;
    } else if (part == "async") {
        std::cout << std::async(std::launch::async, [] { return 42; }).get() << std::endl;
    } else if (part == "random") {
        std::random_device device;
        std::cout << (device() == device() ? "the same twice" : "drawn") << std::endl;
    }
    return 0;
}
