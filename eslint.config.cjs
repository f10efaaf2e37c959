/**
 * Client code is ES modules in plain `.js` files, without header, as in Odoo's own
 * add-ons. What the Odoo Community Association refuses, we refuse; what it only warns
 * about is either an error here or left out, so that every message matters.
 */
const js = require("@eslint/js");
const globals = require("globals");
const jsdoc = require("eslint-plugin-jsdoc");

const rules = {
    "array-callback-return": "error",
    complexity: ["error", 16],
    curly: "error",
    "dot-notation": "error",
    eqeqeq: ["error", "smart"],
    "no-alert": "error",
    "no-console": "error",
    "no-duplicate-imports": "error",
    "no-else-return": "error",
    "no-empty-function": "error",
    "no-eval": "error",
    "no-extend-native": "error",
    "no-implicit-coercion": ["error", {boolean: false}],
    "no-implied-eval": "error",
    "no-lonely-if": "error",
    "no-new-func": "error",
    "no-new-wrappers": "error",
    "no-return-assign": "error",
    "no-script-url": "error",
    "no-self-compare": "error",
    "no-sequences": "error",
    "no-shadow": "error",
    "no-throw-literal": "error",
    "no-unmodified-loop-condition": "error",
    "no-unneeded-ternary": "error",
    "no-unused-expressions": "error",
    "no-unused-vars": ["error", {args: "after-used", caughtErrors: "all"}],
    "no-use-before-define": ["error", {functions: false}],
    "no-useless-concat": "error",
    "no-useless-constructor": "error",
    "no-useless-rename": "error",
    "no-var": "error",
    "object-shorthand": "error",
    "operator-assignment": "error",
    "prefer-const": "error",
    "prefer-template": "error",
    radix: "error",
    "spaced-comment": "error",
    yoda: "error",

    "jsdoc/check-param-names": "error",
    "jsdoc/check-tag-names": "error",
    "jsdoc/require-param-name": "error",
};

module.exports = [
    {ignores: ["**/static/lib/**", "**/static/src/lib/**"]},
    js.configs.recommended,
    {
        files: ["addons/*/static/{src,tests}/**/*.js"],
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "module",
            globals: {...globals.browser, luxon: "readonly", odoo: "readonly"},
        },
        linterOptions: {reportUnusedDisableDirectives: "error"},
        plugins: {jsdoc},
        rules,
    },
    {
        files: ["**/*.cjs"],
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "commonjs",
            globals: globals.node,
        },
        linterOptions: {reportUnusedDisableDirectives: "error"},
        plugins: {jsdoc},
        rules,
    },
];
