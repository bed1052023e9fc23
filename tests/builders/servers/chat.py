"""An OpenAI-compatible chat endpoint on loopback with a fixed response."""

from builders.servers.embeddings import EmbeddingEndpoint, JsonObject


class ChatEndpoint(EmbeddingEndpoint):
    """Answers `POST /v1/chat/completions` with `says` and fixed token counts."""

    def __init__(self, says: str = "{}") -> None:
        self.says = says
        super().__init__()

    def answered(self, body: JsonObject) -> tuple[int, dict[str, str], JsonObject | str]:
        message = {"role": "assistant", "content": self.says}
        usage = {
            "prompt_tokens": 100,
            "completion_tokens": 50,
            "total_tokens": 150,
            "prompt_tokens_details": {"cached_tokens": 40},
            "completion_tokens_details": {"reasoning_tokens": 20},
        }
        answer = {
            "id": "c1",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": usage,
        }
        return 200, {}, self.change(answer)
