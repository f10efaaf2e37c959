declare module "models" {
    export interface Message {
        recordReferences: string[];
    }
}
