/* The style sheet and the script of the HTML page, as html_assets.cmake put them together (html_page.h). */
    .section .rodata
    .global html_page_css
html_page_css:
    .incbin "html_page.css"
    .global html_page_css_end
html_page_css_end:
    .byte 0
    .global html_page_js
html_page_js:
    .incbin "html_page.js"
    .global html_page_js_end
html_page_js_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
