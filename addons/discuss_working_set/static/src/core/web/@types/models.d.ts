declare module "models" {
    import { Outside } from "@discuss_working_set/core/web/outside";
    import { WorkingSet as WorkingSetClass } from "@discuss_working_set/core/web/working_set_model";

    export interface WorkingSet extends WorkingSetClass {}
    export interface DiscussAppCategory {
        holds: (themeId: number, type: string) => boolean;
        isLoadingMore: boolean;
        loadMore: () => Promise<void>;
        moreCount: Readonly<number>;
    }
    export interface DiscussTheme {
        outside: Outside;
        outsideImportant: Readonly<number>;
        outsideJoined: Readonly<number>;
    }
    export interface Models {
        WorkingSet: WorkingSet;
    }
    export interface Store {
        discuss_has_working_set: boolean;
        discuss_joined: Object;
        workingSet: WorkingSet;
    }
    export interface Thread {
        fetchMissedMessages: () => Promise<void>;
        fetchWhole: () => Promise<void>;
        is_light: boolean;
        isHere: Readonly<boolean>;
        isListenedTo: boolean;
        stopListening: () => void;
    }
}
