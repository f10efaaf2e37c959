declare module "models" {
    import { DiscussTheme as DiscussThemeClass } from "@discuss_theme/core/web/discuss_theme_model";

    export interface DiscussTheme extends DiscussThemeClass {}
    export interface DiscussAppCategory {
        hasActiveThread: Readonly<boolean>;
        isUnfolded: Readonly<boolean>;
        theme: DiscussTheme;
    }
    export interface Models {
        "discuss.theme": DiscussTheme;
    }
    export interface Store {
        discuss_default_theme: DiscussTheme;
        discuss_theme_tree: DiscussTheme[];
        discuss_themes: DiscussTheme[];
    }
    export interface Thread {
        theme_id: DiscussTheme;
    }
}
