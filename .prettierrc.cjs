/** The Odoo Community Association's settings. */
module.exports = {
    bracketSpacing: false,
    // Markdown keeps the line breaks that its author chose.
    proseWrap: "preserve",
    // `require.resolve` finds the plugin where NODE_PATH says: outside the work tree.
    plugins: [require.resolve("@prettier/plugin-xml")],
    printWidth: 88,
    trailingComma: "es5",
    // White space in views and templates reaches the screen.
    xmlWhitespaceSensitivity: "preserve",
};
