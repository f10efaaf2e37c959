"""Translation catalogues of our modules: exported, merged, checked."""
