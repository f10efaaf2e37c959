declare module "models" {
    import { DiscussTheme as DiscussThemeClass } from "@discuss_theme/core/web/discuss_theme_model";
    import { News } from "@discuss_theme/core/web/news";

    export interface DiscussTheme extends DiscussThemeClass {}
    export interface ChannelMember {
        favorite_sequence: number;
        is_favorite: boolean;
    }
    export interface DiscussApp {
        favorites: DiscussAppCategory;
        moveFavorite: (thread: Thread, index: number) => Promise<void>;
    }
    export interface DiscussAppCategory {
        hasActiveThread: Readonly<boolean>;
        isTheme: boolean;
        isUnfolded: Readonly<boolean>;
        shownThreads: Readonly<Thread[]>;
        theme: DiscussTheme;
    }
    export interface Models {
        "discuss.theme": DiscussTheme;
    }
    export interface Settings {
        discuss_theme_folded_ids: DiscussTheme[];
    }
    export interface Store {
        discuss_default_theme: DiscussTheme;
        discuss_theme_tree: DiscussTheme[];
        discuss_themes: DiscussTheme[];
        newsOfFetches: Set<News>;
    }
    export interface Thread {
        favoriteIndex: Readonly<number>;
        hasUnreadInSidebar: Readonly<boolean>;
        isFavorite: Readonly<boolean>;
        kind: undefined | "public" | "restricted" | "private" | "direct" | "open";
        setFavorite: (isFavorite: boolean) => Promise<void>;
        standsInList: Readonly<boolean>;
        theme_id: DiscussTheme;
    }
}
