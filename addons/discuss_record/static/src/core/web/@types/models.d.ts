declare module "models" {
    export interface Thread {
        openTeamChannel: () => Promise<void>;
        record_audience: "team"|"customer"|undefined;
        team_channel_id: Thread;
    }
}
