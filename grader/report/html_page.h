#ifndef GRADE_HTML_PAGE_H
#define GRADE_HTML_PAGE_H
/*
 * The style sheet (html_page*.css) and the script (html_page*.js) of the page, each put together from its
 * parts and linked in by html_page.S. Their hashes for the page's Content Security Policy are computed at
 * build time, too (html_assets.cmake).
 */
extern const char html_page_css[], html_page_css_end[], html_page_js[], html_page_js_end[];

#endif
