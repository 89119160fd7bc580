# Puts the page's style sheets into one file and its scripts into one, in FOLDER, and writes html_page_hashes.h: the SHA-256
# of both in base64, as a Content Security Policy names them.
# usage: cmake -DSOURCE=grader/report -DFOLDER=… -P html_assets.cmake
set(css_parts html_page html_page_drawing html_page_media)
set(js_parts html_page html_page_drawing html_page_marks)
set(alphabet ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)

function(base64_sha256 out file)
    file(SHA256 ${file} hex)
    # 32 bytes are ten threes and a two: a byte of zeros makes the last one whole, and its letter becomes the padding.
    string(APPEND hex 00)
    set(letters "")
    foreach(at RANGE 0 63 6)
        string(SUBSTRING ${hex} ${at} 6 three)
        math(EXPR bits "0x${three}")
        foreach(shift 18 12 6 0)
            math(EXPR letter "(${bits} >> ${shift}) & 63")
            string(SUBSTRING ${alphabet} ${letter} 1 letter)
            string(APPEND letters ${letter})
        endforeach()
    endforeach()
    string(SUBSTRING ${letters} 0 43 letters)
    set(${out} "sha256-${letters}=" PARENT_SCOPE)
endfunction()

foreach(kind css js)
    set(parts "")
    foreach(part IN LISTS ${kind}_parts)
        list(APPEND parts ${SOURCE}/${part}.${kind})
    endforeach()
    execute_process(COMMAND ${CMAKE_COMMAND} -E cat ${parts} OUTPUT_FILE ${FOLDER}/html_page.${kind} COMMAND_ERROR_IS_FATAL ANY)
    base64_sha256(${kind}_hash ${FOLDER}/html_page.${kind})
endforeach()
file(WRITE ${FOLDER}/html_page_hashes.h
     "#define HTML_PAGE_CSS_HASH \"${css_hash}\"\n#define HTML_PAGE_JS_HASH \"${js_hash}\"\n")
