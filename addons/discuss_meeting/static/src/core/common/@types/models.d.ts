declare module "models" {
    import { Meeting as MeetingClass } from "@discuss_meeting/core/common/meeting_model";

    export interface Meeting extends MeetingClass {}

    export interface Message {
        meeting_id: Meeting;
    }
    export interface Models {
        "discuss.meeting": Meeting;
    }
    export interface Store {
        "discuss.meeting": StaticMailRecord<Meeting, typeof MeetingClass>;
    }
    export interface Thread {
        canMeet: Readonly<boolean>;
        held_meeting_id: Meeting;
        is_meeting_room: boolean;
    }
}
