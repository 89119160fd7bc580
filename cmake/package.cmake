# The Debian package: one for each system, named after it, so that whoever installs can pick by /etc/os-release.
include(GNUInstallDirs)
find_program(DPKG dpkg)
if(NOT DPKG OR NOT EXISTS /etc/os-release)
    return()
endif()
file(STRINGS /etc/os-release OS_RELEASE)
foreach(line IN LISTS OS_RELEASE)
    if(line MATCHES "^(ID|VERSION_ID)=\"?([a-z0-9.]+)\"?$")
        set(OS_${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
    endif()
endforeach()
execute_process(COMMAND ${DPKG} --print-architecture OUTPUT_VARIABLE ARCHITECTURE OUTPUT_STRIP_TRAILING_WHITESPACE)

# What only a package holds: the licence where Debian looks for it, the documents, the manual compressed.
install(FILES cmake/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/grade COMPONENT package EXCLUDE_FROM_ALL)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/grade COMPONENT package EXCLUDE_FROM_ALL
        PATTERN "grade.1" EXCLUDE)
install(CODE "execute_process(COMMAND gzip -9nf \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_MANDIR}/man1/grade.1\"
                              COMMAND_ERROR_IS_FATAL ANY)" COMPONENT package EXCLUDE_FROM_ALL)

# All components in one package, the manual's own step after what it compresses.
set(CPACK_COMPONENTS_ALL Unspecified package)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_NAME grade)
set(CPACK_PACKAGE_CONTACT "The maintainers of grade <maintainers@grade.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "reviews architecture take-homes against a rubric")
set(CPACK_PACKAGE_DESCRIPTION "Reads a candidate's repository, works out what each box of the architecture does
and what each arrow carries, checks that the whole pipeline is there and wired,
and prints a review in which every point has its place in a file.")
set(CPACK_DEBIAN_PACKAGE_NAME grade)
set(CPACK_DEBIAN_PACKAGE_RELEASE "1~${OS_ID}${OS_VERSION_ID}")
set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE ${ARCHITECTURE})
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# comment.sh, which is one file of the package, speaks to forges with these.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "curl, jq")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_FILE_NAME grade_${PROJECT_VERSION}_${OS_ID}${OS_VERSION_ID}_${ARCHITECTURE}.deb)
set(CPACK_GENERATOR DEB)
# What is there is packed: whoever packs has built.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
include(CPack)
