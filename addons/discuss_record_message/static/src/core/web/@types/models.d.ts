declare module "models" {
    export interface Message {
        result_count: number;
    }
}
