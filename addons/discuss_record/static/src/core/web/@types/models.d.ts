declare module "models" {
    export interface Thread {
        record_audience: "team"|"customer"|undefined;
        team_channel_id: Thread;
    }
}
