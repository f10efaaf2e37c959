from collections import defaultdict

from odoo import api, models


class DiscussRecordRuleChain(models.AbstractModel):
    """Records that follow from each other have one conversation, also where a rule acts
    on several of them at once."""

    _name = "discuss.record.rule.chain"
    _description = "Rules that Open Conversations: Chains"

    @api.model
    def _walk_chains(self, records):
        """Do for many records what ``_discuss_walk_chain`` does for one. Each step asks
        the database once for all of them, so that their number does not count.

        :param records: records of one model, none of which has a channel
        :return: chains, each as a list of recordsets (sudo) of one model each, with the
            channel (sudo) that was met first, or none
        """
        # sudo: discuss.record.mixin - the chain is the same whoever follows it
        start = records.sudo().with_context(active_test=False)
        leads = {record: record for record in start}  # to another one of its chain

        def find(record):
            while leads[record] != record:
                leads[record] = record = leads[leads[record]]
            return record

        met = []
        frontier = [start] if start else []
        while frontier:
            pairs = [pair for some in frontier for pair in self._links(some)]
            following = defaultdict(list)
            for here, there in pairs:
                if channel := there.team_channel_id:
                    met.append((here, channel))
                    continue
                if there not in leads:
                    leads[there] = there
                    following[there._name].append(there.id)
                leads[find(there)] = find(here)
            frontier = [
                start.env[model].browse(ids) for model, ids in following.items()
            ]
        channels, none = {}, start.env["discuss.channel"]
        for record, channel in met:
            channels.setdefault(find(record), channel)
        chains = defaultdict(lambda: defaultdict(list))
        together = defaultdict(list)  # what is read of one is read of all
        for record in leads:
            chains[find(record)][record._name].append(record.id)
            together[record._name].append(record.id)
        return [
            (
                [
                    start.env[model].browse(ids).with_prefetch(together[model])
                    for model, ids in chain.items()
                ],
                channels.get(root, none),
            )
            for root, chain in chains.items()
        ]

    @api.model
    def _links(self, records):
        """Yield each of these records (sudo) with each of those next to it."""
        for record in records:
            for origins in record._discuss_origins():
                for origin in origins:
                    yield record, origin
        for heirs in records._discuss_heirs():
            for heir in heirs:
                for origins in heir._discuss_origins():
                    if origins._name == records._name:
                        for origin in origins & records:
                            yield origin, heir

    def _open_chains(self, asked, chains):
        """Give its team channel to each chain: the one that it has already, or one for
        all of its records, made at once for all chains.

        :param set asked: the records for which the rule opens them
        :param chains: of these records, as :meth:`_walk_chains` returns them
        :return: the chains that had no channel
        """
        opened = []
        for chain, channel in chains:
            if not channel:
                opened.append(chain)
                continue
            for records in chain:
                records._discuss_join(channel)
        heads = [
            min(
                (record for some in chain for record in some if record in asked),
                key=lambda record: record.id,
            )
            for chain in opened
        ]
        values = {"record_access": self.access}
        if self.theme_id:
            values["theme_id"] = self.theme_id.id
        # In "install mode" stock does not make the maker a member: members come next.
        channels = (
            self.env["discuss.channel"]
            .with_context(install_mode=True)
            .create(
                [{**head._prepare_team_channel_values(), **values} for head in heads]
            )
            .with_context(install_mode=False)
        )
        openings = []
        for chain, channel in zip(opened, channels, strict=True):
            for records in chain:
                records.team_channel_id = channel
                if self.access == "invited":
                    openings += [
                        {
                            "channel_id": channel.id,
                            "res_model": record._name,
                            "res_id": record.id,
                        }
                        for record in records
                        if record in asked
                    ]
        # sudo: discuss.record.opening - the rule decides whom the channel is for
        self.env["discuss.record.opening"].sudo().create(openings)
        return opened
